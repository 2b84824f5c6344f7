import type { Block } from './layout.ts'

/** The blocks of a mail as plain text, an empty line between them. */
export function textOfBlocks(blocks: readonly Block[]): string {
  return blocks
    .map(({ lines }) =>
      lines
        .map(({ mark, pieces }) => `${mark}${pieces.map(({ text }) => text).join('')}`.trimEnd())
        .join('\n'),
    )
    .join('\n\n')
}

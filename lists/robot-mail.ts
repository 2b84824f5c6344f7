// What somebody wrote to one of our robots.
import { readableText } from '#mta/message/readable-text.ts'
import { typedLines } from './commands/typed.ts'
import type { Original } from './original.ts'

const MAX_BYTES = 256 * 1024 // an answer to a robot is short; of a longer mail nothing is understood

/** The readable text of a mail; '' of a long one. */
export async function textOf({ bytes }: Original): Promise<string> {
  return bytes === undefined || bytes.length > MAX_BYTES ? '' : await readableText(bytes)
}

/** The first line that its author typed; '' when there is none. */
export async function firstLine(original: Original): Promise<string> {
  return typedLines(await textOf(original))[0]?.slice(0, 500) ?? ''
}

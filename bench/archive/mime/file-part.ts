import type { Dice } from '../dice.ts'
import type { Entity } from './entity.ts'
import { base64 } from './transfer.ts'
import { encodedWords } from './words.ts'

/** A file that is attached. */
export interface AttachedFile {
  readonly name: string
  readonly type: string
  readonly bytes: Buffer
}

const ASCII = /^[ -~]*$/
const SECTION = 40

/** An attachment, its name written in one of the ways that programs have. */
export function filePart({ name, type, bytes }: AttachedFile, dice: Dice): Entity {
  const way = dice.pick(WAYS)
  const isTwice = dice.happens(0.4) && ASCII.test(name)
  return [
    `Content-Type: ${type}${isTwice ? `;\n name="${name}"` : ''}`,
    `Content-Disposition: attachment;\n ${ASCII.test(name) ? `filename="${name}"` : way(name)}`,
    'Content-Transfer-Encoding: base64',
    '',
    `${base64(bytes)}\n`,
  ].join('\n')
}

const WAYS: readonly ((name: string) => string)[] = [
  (name) => `filename*=UTF-8''${encodeURIComponent(name)}`, // RFC 2231 §4
  (name) => `filename="${encodedWords(name, 'utf-8', 'Q')}"`, // forbidden by RFC 2047 §5, and frequent
  inSections,
]

/** RFC 2231 §3: continuations, never in the middle of an encoded byte. */
function inSections(name: string): string {
  const sections =
    encodeURIComponent(name).match(new RegExp(`(?:%[0-9A-F]{2}|[^%]){1,${SECTION}}`, 'g')) ?? []
  return sections.map((section, n) => `filename*${n}*=${n === 0 ? "UTF-8''" : ''}${section}`).join(';\n ')
}

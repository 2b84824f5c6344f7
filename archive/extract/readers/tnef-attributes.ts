// The outer form of winmail.dat: a list of attributes (MS-OXTNEF §2.1.3).

/** One attribute: its id, type included, and its content. */
export interface Attribute {
  readonly id: number
  readonly content: Buffer
}

const HEADER = 6 // bytes: signature and key
const MAX_ATTRIBUTES = 10_000

/** The attributes in order, as far as the file is whole. */
export function* tnefAttributes(bytes: Buffer): Generator<Attribute> {
  let at = HEADER
  for (let n = 0; n < MAX_ATTRIBUTES && at + 9 <= bytes.length; n++) {
    const id = bytes.readUInt32LE(at + 1)
    const length = bytes.readUInt32LE(at + 5)
    const content = bytes.subarray(at + 9, at + 9 + length)
    yield { id, content }
    if (content.length < length) return
    at += 9 + length + 2
  }
}

// MAPI properties as winmail.dat lists them (MS-OXTNEF §2.1.3.4): each with a type that says how long its value is.

/** Bytes of a value, filled up to four, by its type (MS-OXCDATA §2.11.1). */
const FIXED: Readonly<Record<number, number>> = {
  1: 0,
  2: 4,
  3: 4,
  4: 4,
  5: 8,
  6: 8,
  7: 8,
  10: 4,
  11: 4,
  20: 8,
  64: 8,
  72: 16,
}
const OBJECT = 0x0d
const STRING = 0x1e
const WIDE_STRING = 0x1f
const BINARY = 0x102
const VARIABLE = new Set([OBJECT, STRING, WIDE_STRING, BINARY])
const OF_MANY = 0x1000 // added to the type of a list of values
const NAMED = 0x8000 // ids from here on are followed by a name
const GUID = 16 // bytes
const MAX_PROPERTIES = 10_000
const MAX_VALUES = 10_000 // of one property

/** The bytes of a value, and how they are to be read. */
export interface Property {
  readonly bytes: Buffer
  readonly isWide: boolean // UTF-16LE
  readonly isObject: boolean
}

/** Properties by their ids. */
export type Properties = ReadonlyMap<number, Property>

/** The first value of each property; of damaged ones those before the damage. */
export function mapiProperties(bytes: Buffer): Properties {
  const found = new Map<number, Property>()
  let at = 0
  const long = () => {
    at += 4
    return bytes.readUInt32LE(at - 4)
  }
  try {
    const count = Math.min(long(), MAX_PROPERTIES)
    for (let n = 0; n < count; n++) {
      const tag = long()
      const type = tag & 0xffff & ~OF_MANY
      const id = tag >>> 16
      if (id >= NAMED) at = afterName(bytes, at)
      const isVariable = VARIABLE.has(type)
      const values = isVariable || (tag & OF_MANY) !== 0 ? Math.min(long(), MAX_VALUES) : 1
      for (let value = 0; value < values; value++) {
        const length = isVariable ? long() : FIXED[type]
        if (length === undefined) return found // an unknown type: where the next one begins is unknown too
        const content = bytes.subarray(at, at + length)
        if (value === 0)
          found.set(id, { bytes: content, isWide: type === WIDE_STRING, isObject: type === OBJECT })
        at += filledUp(length)
      }
    }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error // read past the end
  }
  return found
}

function afterName(bytes: Buffer, at: number): number {
  const isNumber = bytes.readUInt32LE(at + GUID) === 0
  const last = bytes.readUInt32LE(at + GUID + 4)
  return at + GUID + 8 + (isNumber ? 0 : filledUp(last))
}

function filledUp(length: number): number {
  return Math.ceil(length / 4) * 4
}

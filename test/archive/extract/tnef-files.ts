// winmail.dat as Outlook writes it, attribute by attribute (MS-OXTNEF).

const WIDE = 0x1f
const BINARY = 0x102
const OBJECT = 0x0d

function attribute(level: 1 | 2, id: number, content: Buffer): Buffer {
  const head = Buffer.alloc(9)
  head.writeUInt8(level, 0)
  head.writeUInt32LE(id, 1)
  head.writeUInt32LE(content.length, 5)
  const checksum = Buffer.alloc(2)
  checksum.writeUInt16LE(content.reduce((sum, byte) => (sum + byte) & 0xffff, 0))
  return Buffer.concat([head, content, checksum])
}

function long(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value >>> 0)
  return bytes
}

function property(type: number, id: number, value: Buffer): Buffer {
  const padding = Buffer.alloc((4 - (value.length % 4)) % 4)
  return Buffer.concat([long(type | (id << 16)), long(1), long(value.length), value, padding])
}

// A property with a name and one of many values stand before the others: they have to be passed over.
function properties(...own: readonly Buffer[]): Buffer {
  const name = Buffer.from('Mot\0', 'utf16le')
  const named = Buffer.concat([
    long(3 | (0x8001 << 16)),
    Buffer.alloc(16),
    long(1),
    long(name.length),
    name,
    long(7),
  ])
  const many = Buffer.concat([long(0x1003 | (0x0042 << 16)), long(2), long(1), long(2)])
  return Buffer.concat([long(own.length + 2), named, many, ...own])
}

const wide = (id: number, text: string) => property(WIDE, id, Buffer.from(`${text}\0`, 'utf16le'))

/** A winmail.dat with these message properties and attachments. */
export function tnef(
  message: { subject?: string; body?: string; rtf?: Buffer; html?: string },
  attachments: readonly { name: string; bytes: Buffer; as?: 'data' | 'embedded' }[] = [],
): Buffer {
  const own = [
    ...(message.subject === undefined ? [] : [wide(0x0037, message.subject)]),
    ...(message.body === undefined ? [] : [wide(0x1000, message.body)]),
    ...(message.rtf === undefined ? [] : [property(BINARY, 0x1009, message.rtf)]),
    ...(message.html === undefined ? [] : [property(BINARY, 0x1013, Buffer.from(message.html))]),
  ]
  return Buffer.concat([
    Buffer.from('789f3e220100', 'hex'),
    attribute(1, 0x00069007, Buffer.concat([long(1252), long(0)])),
    attribute(1, 0x00069003, properties(...own)),
    ...attachments.flatMap(({ name, bytes, as = 'data' }) => [
      attribute(2, 0x00069002, Buffer.alloc(14)),
      attribute(2, 0x00018010, Buffer.from('COURT.DAT\0')),
      ...(as === 'data' ? [attribute(2, 0x0006800f, bytes)] : []),
      attribute(
        2,
        0x00069005,
        properties(
          wide(0x3707, name),
          ...(as === 'embedded'
            ? [property(OBJECT, 0x3701, Buffer.concat([Buffer.alloc(16, 7), bytes]))]
            : []),
        ),
      ),
    ]),
  ])
}

/** The example of MS-OXRTFCP §3.1 (`{\rtf1\ansi\ansicpg1252\pard hello world}` and a line end). */
export const COMPRESSED_RTF = Buffer.from(
  '2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af32068656c090020627705b06c647d0a800fa0',
  'hex',
)

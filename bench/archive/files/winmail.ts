// What Outlook makes of a mail when it believes that the others have Outlook too (MS-OXTNEF).

const MESSAGE = 1
const ATTACHMENT = 2
const WIDE_STRING = 0x1f
const CODE_PAGE = 0x00069007
const MESSAGE_PROPERTIES = 0x00069003
const RENDERING = 0x00069002
const DATA = 0x0006800f
const ATTACHMENT_PROPERTIES = 0x00069005
const SUBJECT = 0x0037
const BODY = 0x1000
const LONG_NAME = 0x3707

/** A winmail.dat with a subject, a text and one attached file. */
export function winmail(
  mail: { readonly subject: string; readonly text: string },
  file: { readonly name: string; readonly bytes: Buffer },
): Buffer {
  return Buffer.concat([
    Buffer.from('789f3e220100', 'hex'),
    attribute(MESSAGE, CODE_PAGE, Buffer.concat([number(1252), number(0)])),
    attribute(MESSAGE, MESSAGE_PROPERTIES, strings([SUBJECT, mail.subject], [BODY, mail.text])),
    attribute(ATTACHMENT, RENDERING, Buffer.alloc(14)),
    attribute(ATTACHMENT, DATA, file.bytes),
    attribute(ATTACHMENT, ATTACHMENT_PROPERTIES, strings([LONG_NAME, file.name])),
  ])
}

/** MS-OXTNEF §2.1.3.1: level, id, length, content, sum. */
function attribute(level: number, id: number, content: Buffer): Buffer {
  const sum = Buffer.alloc(2)
  sum.writeUInt16LE(content.reduce((total, byte) => (total + byte) & 0xffff, 0))
  return Buffer.concat([Buffer.of(level), number(id), number(content.length), content, sum])
}

function strings(...properties: readonly (readonly [id: number, text: string])[]): Buffer {
  const values = properties.map(([id, text]) => {
    const value = Buffer.from(`${text}\0`, 'utf16le')
    const padding = Buffer.alloc((4 - (value.length % 4)) % 4)
    return Buffer.concat([number(WIDE_STRING | (id << 16)), number(1), number(value.length), value, padding])
  })
  return Buffer.concat([number(values.length), ...values])
}

function number(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value >>> 0)
  return bytes
}

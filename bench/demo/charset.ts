export type Charset = 'UTF-8' | 'ISO-8859-1' | 'Windows-1252'

const WINDOWS_1252: Readonly<Record<string, number>> = {
  '€': 0x80,
  '…': 0x85,
  Œ: 0x8c,
  '‘': 0x91,
  '’': 0x92,
  '“': 0x93,
  '”': 0x94,
  '–': 0x96,
  '—': 0x97,
  œ: 0x9c,
  Ÿ: 0x9f,
}

/** The oldest charset that holds the text: what an Outlook of 2010 would choose. */
export function oldestCharset(text: string): Charset {
  const beyondLatin1 = [...text].filter((letter) => letter > '\u00ff')
  if (beyondLatin1.length === 0) return 'ISO-8859-1'
  return beyondLatin1.every((letter) => letter in WINDOWS_1252) ? 'Windows-1252' : 'UTF-8'
}

/** The text in that charset; the charset must hold it. */
export function encode(text: string, charset: Charset): Buffer {
  if (charset === 'UTF-8') return Buffer.from(text)
  return Buffer.from([...text].map((letter) => WINDOWS_1252[letter] ?? letter.charCodeAt(0)))
}

import iconv from 'iconv-lite'

/** As WordPad writes it: letters of windows-1252 as \'hh, all others as \u (RTF 1.9.1). */
export function rtf(lines: readonly string[]): Buffer {
  const paragraphs = lines.map((line) => `${[...line].map(sign).join('')}\\par\r\n`)
  return Buffer.from(
    `{\\rtf1\\ansi\\ansicpg1252\\deff0\\nouicompat\\deflang1036{\\fonttbl{\\f0\\fnil\\fcharset0 Calibri;}}\r\n{\\*\\generator Riched20 10.0.19041}\\viewkind4\\uc1\r\n\\pard\\sa200\\sl276\\slmult1\\f0\\fs22\\lang12 ${paragraphs.join('')}}\r\n\0`,
    'latin1',
  )
}

function sign(char: string): string {
  if (/[\\{}]/.test(char)) return `\\${char}`
  if (char <= '~') return char
  const [byte] = iconv.encode(char, 'windows-1252')
  return iconv.decode(Buffer.of(byte ?? 0), 'windows-1252') === char
    ? `\\'${byte?.toString(16)}`
    : `\\u${char.charCodeAt(0)}?`
}

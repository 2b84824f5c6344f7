import { expect, test } from 'vitest'
import { extractor, textOf } from './reading.ts'

const reader = extractor()

async function textIn(
  bytes: Buffer | string,
  name: string,
  type = 'application/octet-stream',
): Promise<string> {
  return textOf(await reader.extract({ name, type, bytes: Buffer.from(bytes as string) }))
}

test.each([
  ['UTF-8', Buffer.from('Été à Œuilly')],
  ['UTF-8 with its mark', Buffer.from('\ufeffÉté à Œuilly')],
  ['windows-1252', Buffer.from('\xc9t\xe9 \xe0 \x8cuilly', 'latin1')],
  ['UTF-16', Buffer.from('\ufeffÉté à Œuilly', 'utf16le')],
  ['UTF-16 without its mark', Buffer.from('Été à Œuilly', 'utf16le')],
  ['UTF-16, high byte first', Buffer.from('\ufeffÉté à Œuilly', 'utf16le').swap16()],
  ['decomposed letters', Buffer.from('Été à Œuilly'.normalize('NFD'))],
])('a text in %s is read the same', async (_, bytes) => {
  expect(await textIn(bytes, 'notes.txt', 'text/plain')).toBe('Été à Œuilly')
})

test('a declared charset is followed where the bytes leave a choice', async () => {
  const file = {
    name: 'a.txt',
    type: 'text/plain',
    charset: 'koi8-r',
    bytes: Buffer.from('f0d2c9d7c5d4', 'hex'),
  }
  expect(textOf(await reader.extract(file))).toBe('Привет')
})

test('a text is kept without control characters, with blanks and empty lines one at a time', async () => {
  const written = '\n\n  a \x07b\u200b   c\t \td\r\n \r\n\r\n\r\ne\x0c\u00a0f  \n'
  expect(await textIn(written, 'a.txt', 'text/plain')).toBe('a b c\td\n\ne\nf')
})

test('a CSV is read, also by its name alone', async () => {
  expect(await textIn('Nom;Ville\r\nZoé;Évry\r\n', 'membres.csv')).toBe('Nom;Ville\nZoé;Évry')
})

test('a large text is read too, its beginning when it is too large', async () => {
  const whole = await reader.extract({
    name: 'a.txt',
    type: 'text/plain',
    bytes: Buffer.from('mot '.repeat(100_000)),
  })
  expect(whole).toMatchObject({ outcome: 'read', cut: 'whole' })
  const long = await reader.extract({
    name: 'a.txt',
    type: 'text/plain',
    bytes: Buffer.from('mot '.repeat(1_000_000)),
  })
  expect(long).toMatchObject({ outcome: 'read', cut: 'cut' })
  expect(textOf(long).length).toBeLessThanOrEqual(2_097_152)
  expect(textOf(long).length).toBeGreaterThan(2_000_000)
})

test('of a web page the words are read, in the charset that it names', async () => {
  const html =
    '<html><head><meta charset="iso-8859-2"><title>T</title><style>p{}</style></head><body><p>P\xf8\xedli\xb9</p><script>alert(1)</script></body></html>'
  expect(await textIn(Buffer.from(html, 'latin1'), 'page.html')).toBe('Příliš')
})

test('of a calendar the texts, moments and people are read', async () => {
  const lines = [
    'BEGIN:VCALENDAR',
    'BEGIN:VEVENT',
    'UID:aaaa@bbbb',
    'DTSTART;TZID=Europe/Paris:20261103T140000',
    'SUMMARY:Réunion du bureau\\, salle 2',
    'LOCATION;LANGUAGE=fr:12 rue des Ponts',
    'DESCRIPTION:Ordre du jour :\\n- comp',
    ' tes\\; budget',
    'ATTENDEE;CN="Dupont, Zoé";PARTSTAT=ACCEPTED:mailto:zoe@velo15.example',
    'END:VEVENT',
    'END:VCALENDAR',
  ]
  expect(await textIn(lines.join('\r\n'), 'a.ics', 'text/calendar')).toBe(
    '2026-11-03 14:00\nRéunion du bureau, salle 2\n12 rue des Ponts\nOrdre du jour :\n- comptes; budget\nDupont, Zoé zoe@velo15.example',
  )
})

test('of RTF the words are read: code pages, Unicode, symbols, tables', async () => {
  const rtf = String.raw`{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0 Times;}{\f1\fcharset204 Arial;}}{\colortbl;\red0;}{\*\generator Riched;}
{\info{\title secret}}\pard L'\'e9t\'e9 \u339?uvre\rquote s \~{\b gr\'e2ce} 12\'a0\'80\par
{\f1 \'cf\'f0\'e8\'e2\'e5\'f2}\line {\uc2 \u8364 EUx}\par \{a\\b\}\par
\trowd A\cell B\cell\row{\pict 89504e47}{\*\unknown no}{\field{\*\fldinst HYPERLINK x}{\fldrslt lien}}\par {\footnote note de bas}}`
  expect(await textIn(rtf, 'lettre.rtf')).toBe(
    "L'été œuvre’s grâce 12\u00a0€\nПривет\n€x\n{a\\b}\nA\tB\nlien\nnote de bas",
  )
})

test('binary data in RTF is passed over, and groups may not be endless', async () => {
  expect(await textIn(String.raw`{\rtf1 a\bin5 }}}}} b}`, 'a.rtf')).toBe('a b')
  expect(
    await reader.extract({ name: 'a.rtf', type: '', bytes: Buffer.from(`{\\rtf1 ${'{'.repeat(3_000_000)}`) }),
  ).toEqual({
    outcome: 'nothing',
    why: 'broken',
  })
})

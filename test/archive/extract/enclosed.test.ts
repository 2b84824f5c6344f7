import { expect, test } from 'vitest'
import { docx, paragraph } from './office-files.ts'
import { pdf } from './pdf-files.ts'
import { extractor, textOf } from './reading.ts'
import { COMPRESSED_RTF, tnef } from './tnef-files.ts'

const reader = extractor()

let mails = 0

/** A mail with these files attached. */
function mail(
  subject: string,
  text: string,
  files: readonly { name: string; type: string; bytes: Buffer }[],
): Buffer {
  const boundary = `partie-${++mails}`
  const parts = files.flatMap(({ name, type, bytes }) => [
    Buffer.from(`\r\n--${boundary}\r\nContent-Type: ${type}\r\n`),
    Buffer.from(`Content-Disposition: attachment; filename="${name}"\r\n`),
    ...(type === 'message/rfc822'
      ? [Buffer.from('\r\n'), bytes]
      : [Buffer.from(`Content-Transfer-Encoding: base64\r\n\r\n${bytes.toString('base64')}`)]),
  ])
  return Buffer.concat([
    Buffer.from(`From: Zoé <zoe@velo15.example>\r\nTo: bureau@velo15.example\r\nSubject: ${subject}\r\n`),
    Buffer.from(`MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=${boundary}\r\n\r\n`),
    Buffer.from(`--${boundary}\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n${text}\r\n`),
    ...parts,
    Buffer.from(`\r\n--${boundary}--\r\n`),
  ])
}

test('of a forwarded mail its head, text and attachments are read', async () => {
  const bytes = mail('=?utf-8?Q?F=C3=AAte?=', 'Voici le programme.', [
    { name: 'programme.pdf', type: 'application/pdf', bytes: pdf([['Fanfare à midi']]) },
    { name: 'photo.jpg', type: 'image/jpeg', bytes: Buffer.from('ffd8ffe0', 'hex') },
    { name: 'budget.docx', type: 'application/octet-stream', bytes: docx(paragraph('Trois euros')) },
  ])
  const extract = await reader.extract({ name: 'message-1.eml', type: 'message/rfc822', bytes })
  const text = textOf(extract)
  expect(text).toMatch(/^Fête\n/)
  for (const words of [
    'zoe@velo15.example',
    'Voici le programme.',
    'programme.pdf\n\nFanfare à midi',
    'photo.jpg',
    'budget.docx\nTrois euros',
  ])
    expect(text).toContain(words)
  expect(extract).not.toHaveProperty('pages')
})

test('mails in mails are read three deep', async () => {
  let bytes = mail('le plus profond', 'niveau 6', [])
  for (let level = 5; level >= 1; level--)
    bytes = mail(`sujet ${level}`, `niveau ${level}`, [{ name: 'm.eml', type: 'message/rfc822', bytes }])
  const text = textOf(await reader.extract({ name: 'a.eml', type: 'message/rfc822', bytes }))
  for (const level of [1, 2, 3, 4]) expect(text).toContain(`niveau ${level}`)
  expect(text).not.toContain('niveau 5')
})

test('of a mail with a thousand files a hundred are read', async () => {
  const files = Array.from({ length: 1_000 }, (_, n) => ({
    name: `f${n}.txt`,
    type: 'text/plain',
    bytes: Buffer.from(`mot${n}`),
  }))
  const extract = await reader.extract({
    name: 'a.eml',
    type: 'message/rfc822',
    bytes: mail('s', 't', files),
  })
  expect(extract).toMatchObject({ outcome: 'read', cut: 'cut' })
  expect(textOf(extract)).toContain('mot99')
  expect(textOf(extract)).not.toContain('mot101')
})

test('of a winmail.dat subject, text and attachments are read', async () => {
  const bytes = tnef({ subject: 'Réunion', body: 'À mardi, 20 h' }, [
    { name: 'Ordre du jour – été.docx', bytes: docx(paragraph('Point premier')) },
    {
      name: 'mail joint',
      bytes: tnef({ subject: 'Dedans', html: '<p>corps <b>riche</b></p>' }),
      as: 'embedded',
    },
  ])
  const text = textOf(await reader.extract({ name: 'winmail.dat', type: 'application/ms-tnef', bytes }))
  expect(text).toMatch(/^Réunion\n\nÀ mardi, 20 h\n/)
  expect(text).toContain('Ordre du jour – été.docx\nPoint premier')
  expect(text).toContain('mail joint\nDedans\n\ncorps riche')
})

test('the compressed RTF of a winmail.dat is read when there is nothing plainer', async () => {
  const bytes = tnef({ rtf: COMPRESSED_RTF })
  expect(textOf(await reader.extract({ name: 'winmail.dat', type: '', bytes }))).toBe('hello world')
})

test('a winmail.dat cut anywhere, or with lengths that lie, is read as far as it goes', async () => {
  const whole = tnef({ subject: 'Réunion', body: 'À mardi' }, [{ name: 'a.txt', bytes: Buffer.from('mot') }])
  const outcomes = new Set<string>()
  for (let length = 4; length < whole.length; length += 7)
    outcomes.add((await reader.extract({ name: '', type: '', bytes: whole.subarray(0, length) })).outcome)
  expect(outcomes).toEqual(new Set(['nothing', 'read']))
  const lying = Buffer.from(whole)
  lying.fill(0xff, 60, 90)
  expect(await reader.extract({ name: '', type: '', bytes: lying })).toHaveProperty('outcome')
})

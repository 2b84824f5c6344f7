import { readFileSync } from 'node:fs'
import { Readable } from 'node:stream'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Reading, readMail } from '#archive/read.ts'
import { Header } from '#mta/message/header.ts'
import { MAX_TEXT } from '#mta/message/texts.ts'
import {
  anyBytes,
  damaged,
  hostileMail,
  mailOfParts,
  monsters,
  nestedMail,
} from '#test/support/hostile-mail.ts'
import { cpuMs } from '../support/cpu.ts'

/** A mail read, with what its attachments hold. */
interface Seen extends Reading {
  readonly contents: readonly Buffer[]
}

async function read(bytes: Buffer, from: 'memory' | 'stream' = 'memory', step = 65_536): Promise<Seen> {
  const contents: Buffer[] = []
  const source = from === 'memory' ? { bytes, open: opener(bytes, step) } : { open: opener(bytes, step) }
  const reading = await readMail(source, async (_, content) => {
    const chunks: Buffer[] = []
    for await (const chunk of content) chunks.push(chunk)
    contents.push(Buffer.concat(chunks))
  })
  return { ...reading, contents }
}

const opener = (bytes: Buffer, step: number) => async () =>
  Readable.from(slices(bytes, step), { objectMode: false })

function* slices(bytes: Buffer, step: number): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += step) yield bytes.subarray(at, at + step)
}

const file = (name: string) => readFileSync(new URL(`mails/${name}.eml`, import.meta.url))
const names = (reading: Reading) => reading.attachments.map(({ name, type }) => `${name} ${type}`)

const comparable = ({ header, contents, ...said }: Seen) => ({
  ...said,
  fields: header.count,
  contents: contents.map((content) => content.toString('base64')),
})

const texts: [string, string][] = [
  ['latin1', "Rendez-vous à la fontaine, c'est décidé."],
  ['mislabelled-utf8', 'C’est à l’été, 10 €.'],
  ['mislabelled-latin1', 'Déjà vu, naïf.'],
  ['quoted-printable-1252', 'L’été coûte 10€, c’est une ligne que le logiciel a coupée en deux.'],
  ['flowed', 'Un paragraphe qui continue ici.\n> cite encore\n>> plus loin\nFrom au debut\n-- \nHelene'],
  ['flowed-delsp', 'rendez-vous'],
  ['nested-alternatives', 'Le texte.\n\n_______________________________________________\nliste velo'],
  ['html-only', 'Bonjour à tous,\n\nvoir le plan <https://asso.example/plan>\n\n> Qui vient ?'],
  ['empty-plain-beside-html', 'Tout est ici.'],
  ['uuencoded', 'Voici :\nbegin 644 note.txt\n%8F]N:F]U<@``\n`\nend'],
  ['missing-headers', 'Juste du texte, sans rien autour.'],
  ['no-mime', 'Bonjour à tous'],
  ['forwarded-message', 'Pour information.'],
  ['broken-base64', 'Bonjour, à tous!'],
  ['attachment-only', ''],
  ['digest', ''],
]
test.each(texts)('the text of %s.eml is read', async (name, text) => {
  for (const reading of [
    await read(file(name)),
    await read(file(name), 'stream'),
    await read(file(name), 'stream', 7),
  ]) {
    expect(reading.text).toBe(text)
  }
})

test('who, to whom, when and about what, with encoded words, raw 8 bit and old forms', async () => {
  expect(await read(file('latin1'))).toMatchObject({
    subject: 'Départ à 9h',
    base: 'départ à 9h',
    from: { name: 'Hélène Martin', address: 'helene@asso.example' },
    recipients: [{ field: 'to', name: '', address: 'velo@asso.example' }],
    date: new Date('2026-11-20T09:00:00Z'),
    defects: [],
  })
  expect(await read(file('raw-utf8-names'))).toMatchObject({
    from: { name: 'Hélène', address: 'helene@asso.example' },
    recipients: [
      { field: 'to', name: 'Vélo, club', address: 'velo@asso.example' },
      { field: 'to', name: '', address: 'jean@asso.example' },
    ],
    subject: 'Été',
  })
  expect(await read(file('no-mime'))).toMatchObject({
    from: { name: 'Papi', address: 'papi@asso.example' },
    date: new Date('1999-03-05T17:04:32Z'),
    defects: ['no-message-id'],
  })
})

test('what a message answers is kept once each, the nearest last, never by the thousand', async () => {
  const head = 'Message-ID: <z@x>\r\nReferences: <a@x> <b@x>\r\n <a@x>\r\n'
  const one = await read(Buffer.from(`${head}In-Reply-To: <c@x> from you\r\n\r\n`))
  expect([one.references, one.inReplyTo]).toEqual([['a@x', 'b@x', 'c@x'], 'c@x'])
  const ids = Array.from({ length: 1_000 }, (_, n) => `<${n}@x>`)
  const many = (await read(Buffer.from(`References: ${ids.join(' ')}\r\n\r\n`))).references
  expect([many.length, many[0], many[99]]).toEqual([100, '0@x', '999@x'])
})

test('attachments have the names their authors gave, without paths, or one by their type', async () => {
  expect(names(await read(file('nested-alternatives')))).toEqual([
    'photo.png image/png',
    'compte rendu définitif.pdf application/pdf',
  ])
  expect(names(await read(file('raw-utf8-names')))).toEqual([
    'été.bin application/octet-stream',
    'image-2.jpeg image/jpeg',
  ])
  expect(names(await read(file('forwarded-message')))).toEqual([
    'message-1.eml message/rfc822',
    'invitation-2.ics text/calendar',
  ])
  expect(names(await read(file('digest')))).toEqual([
    'message-1.eml message/rfc822',
    'message-2.eml message/rfc822',
  ])
  expect(names(await read(file('attachment-only')))).toEqual(['plan.pdf application/pdf'])
})

test('a picture inside the HTML is inline, everything else an attachment', async () => {
  const { attachments, html } = await read(file('nested-alternatives'))
  expect(attachments.map(({ disposition, contentId }) => [disposition, contentId])).toEqual([
    ['inline', 'photo@x'],
    ['attachment', undefined],
  ])
  expect(html).toBe(
    '<p>Le <b>texte</b> <img src="cid:photo@x"></p>\n' +
      '<pre style="white-space: pre-wrap">_______________________________________________\nliste velo</pre>',
  )
})

test('what is wrong with a mail is said', async () => {
  expect((await read(file('mislabelled-utf8'))).defects).toEqual(['wrong-charset'])
  expect((await read(file('mislabelled-latin1'))).defects).toEqual(['wrong-charset'])
  expect((await read(file('missing-headers'))).defects).toEqual(['no-from', 'no-date', 'no-message-id'])
  const doubled = await read(monsters['doubled fields']!())
  expect([doubled.subject, doubled.from.address]).toEqual(['un', 'a@b.example'])
  expect(doubled.defects).toContain('doubled-field')
  const lost = await read(monsters['a multipart without its boundary']!())
  expect([lost.text, lost.defects.includes('raw-text')]).toEqual(['le corps sans partie', true])
})

test('1,000 parts are all kept; of 3,000 the first, and that is said', async () => {
  const thousand = await read(mailOfParts(1_000), 'stream')
  expect(thousand.attachments).toHaveLength(1_000)
  expect(thousand.attachments[999]).toMatchObject({ name: '1000.bin', size: 11 })
  expect(thousand.text).toBe('voici')
  const more = await read(mailOfParts(3_000), 'stream')
  expect([more.attachments.length, more.text]).toEqual([1_000, 'voici'])
  expect(more.defects).toEqual(expect.arrayContaining(['too-many-attachments', 'too-many-parts']))
})

test('a part with a header past all measure ends the reading there, and that is said', async () => {
  const head = 'Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nvoici\r\n--b\r\n'
  const reading = await read(
    Buffer.from(`${head}X: ${'y'.repeat(300_000)}\r\n\r\nplus loin\r\n--b--`),
    'stream',
  )
  expect([reading.text, reading.defects.includes('broken-mime')]).toEqual(['voici', true])
})

test('the text at the bottom of 500 multiparts is read', async () => {
  expect((await read(nestedMail(500), 'stream')).text).toBe('au fond')
})

test('a text past 2 MB is cut between characters, and that is said', async () => {
  const mail = (size: number) =>
    Buffer.from(`Content-Type: text/plain; charset=utf-8\r\n\r\n${'é'.repeat(size / 2)}`)
  const whole = await read(mail(MAX_TEXT), 'stream')
  expect([whole.text.length, whole.defects.includes('text-cut')]).toEqual([MAX_TEXT / 2, false])
  const cut = await read(Buffer.concat([mail(MAX_TEXT - 2), Buffer.from('.éé')]), 'stream')
  expect([cut.text.length, cut.text.at(-1)]).toEqual([MAX_TEXT / 2, '.'])
  expect(cut.defects).toContain('text-cut')
  expect(cut.defects).not.toContain('wrong-charset')
})

test.each(Object.keys(monsters))(
  '%s is read within five seconds of CPU, whole or streamed, to the same',
  async (name) => {
    const bytes = monsters[name]!()
    const start = cpuMs()
    const reading = await read(bytes)
    expect(cpuMs() - start).toBeLessThan(5_000)
    expect(comparable(await read(bytes, 'stream'))).toEqual(comparable(reading))
    if (/corps|fond|texte|Bonjour|ca va/.test(bytes.toString('latin1'))) {
      expect(reading.text.replaceAll('\0', '')).toMatch(/corps|fond|texte|Bonjour|ca va/)
    }
  },
)

test('whatever the bytes, a mail is read, without NUL, and something of its body stays readable', async () => {
  const good = fc
    .constantFrom('nested-alternatives', 'forwarded-message', 'html-only', 'digest')
    .chain((name) => damaged(file(name)))
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(hostileMail, anyBytes, good),
      fc.integer({ min: 1, max: 400 }),
      async (bytes, step) => {
        const reading = await read(bytes, 'stream', step)
        const shown = comparable(reading)
        expect(JSON.stringify(shown)).not.toContain('\\u0000')
        for (const { name } of shown.attachments) expect(name).toMatch(/^[^/\\\0-\x1f]+$/)
        expect(comparable(await read(bytes))).toEqual(shown)
        const body = bytes.subarray(Header.parse(bytes).bodyOffset).toString('latin1')
        const shows = reading.text !== '' || reading.html !== undefined || reading.attachments.length > 0
        expect(shows || !/[a-z]/i.test(body)).toBe(true)
      },
    ),
    { numRuns: 300 },
  )
})

test('an error of the storage, or of who looks on, is not taken for bad mail', async () => {
  const bytes = mailOfParts(5)
  const full = async () => {
    throw new Error('disk full')
  }
  await expect(readMail({ bytes, open: opener(bytes, 100) }, full)).rejects.toThrow('disk full')
  const failing = async () =>
    Readable.from(
      (function* () {
        yield bytes.subarray(0, 200)
        throw new Error('blob lost')
      })(),
      { objectMode: false },
    )
  await expect(readMail({ open: failing })).rejects.toThrow('blob lost')
})

test('who looks away in the middle of an attachment changes nothing in what is read', async () => {
  const bytes = mailOfParts(3)
  const seen: string[] = []
  const reading = await readMail({ open: opener(bytes, 40) }, async ({ n, name, type }, content) => {
    seen.push(`${n} ${name} ${type}`)
    for await (const _ of content) break
  })
  const { contents, ...whole } = await read(bytes)
  expect({ ...reading, header: undefined }).toEqual({ ...whole, header: undefined })
  expect(reading.attachments.map(({ size }) => size)).toEqual(contents.map(({ length }) => length))
  expect(seen).toEqual(names(whole).map((described, index) => `${index + 1} ${described}`))
})

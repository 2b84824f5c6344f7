import { createHash } from 'node:crypto'
import { strFromU8, unzipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fileMail } from './filing.ts'
import { openTestWeb, type TestWeb } from './pages.ts'

let web: TestWeb
let anne: { cookie: string }
let outsider: { cookie: string }
beforeAll(async () => {
  web = await openTestWeb()
  const { people, lists } = web.world
  anne = { cookie: await web.cookie(people.anne) }
  outsider = { cookie: await web.cookie(people.stranger) }
  await fileMail(web.database.db, web.blobs, {
    list: lists.annonces,
    id: 'formule@velo15.example',
    from: ['=1+1', 'anne@velo15.example'],
    at: '2026-11-20T23:30:00+01:00',
    subject: '=HYPERLINK("http://evil.example";"mairie")',
    text: 'Une formule, pour la mairie.\nFrom anne@velo15.example',
    files: [{ name: '@plan; final.pdf', type: 'application/pdf', bytes: Buffer.from('%PDF') }],
  })
}, 60_000)
afterAll(() => web.close())

const ask = (parameters: Record<string, string>, headers: Record<string, string> = {}) =>
  web.app.inject({ url: `/search/export?${new URLSearchParams(parameters)}`, headers })

interface Manifest {
  readonly date: string
  readonly again: string
  readonly addresses: string
  readonly counts: { found: number; written: number }
  readonly query: { typed: string; understood: string }
  readonly file: { name: string; size: number; sha256: string }
  readonly leftOut: string[]
  readonly lists: { address: string; messages: number }[]
}

function opened(zip: Buffer) {
  const files = unzipSync(zip)
  const manifest = JSON.parse(strFromU8(files['manifest.json']!)) as Manifest
  const bytes = Buffer.from(files[manifest.file.name]!)
  expect(Object.keys(files)).toEqual([manifest.file.name, 'manifest.json'])
  expect(bytes).toHaveLength(manifest.file.size)
  expect(createHash('sha256').update(bytes).digest('hex')).toBe(manifest.file.sha256)
  return { manifest, text: bytes.toString('utf8') }
}

const AS_OF = { asOf: '2026-11-22' }

describe('a result taken away', () => {
  test('is a table that a French spreadsheet opens, the oldest message first', async () => {
    const { headers, rawPayload } = await ask({ q: 'mairie', format: 'csv', ...AS_OF }, anne)
    expect(headers['content-type']).toBe('application/zip')
    expect(headers['content-disposition']).toContain('filename="recherche-mairie-2026-11-22.zip"')
    expect(headers['cache-control']).toBe('private, no-store')
    const { text, manifest } = opened(rawPayload)
    const lines = text.split('\r\n')
    expect(lines[0]).toBe('\ufeffdate;from_name;from_address;subject;list;message_id;url;files')
    expect(lines[1]).toMatch(
      /^2026-11-03 20:14:00;Anne Martin;anne@velo15\.example;Réunion avec la mairie : qui vient mardi \?;annonces@velo15\.example;m1@velo15\.example;http:\/\/localhost:\d+\/lists\/annonces@velo15\.example\/messages\/[a-z2-7]{32};compte-rendu-juin\.pdf \| arceaux rue Lecourbe\.png \| page\.html$/,
    )
    expect(lines).toHaveLength(1 + 6 + 1)
    expect(manifest.counts).toEqual({ found: 6, written: 6 })
    expect(manifest.lists).toEqual([{ address: 'annonces@velo15.example', title: 'Annonces', messages: 6 }])
  })

  test('starts no formula', async () => {
    const { rawPayload } = await ask({ q: 'formule', format: 'csv' }, anne)
    const line = opened(rawPayload).text.split('\r\n')[1]!
    expect(line).toContain(`;'=1+1;anne@velo15.example;"'=HYPERLINK(""http://evil.example"";""mairie"")";`)
    expect(line).toMatch(/;"'@plan; final\.pdf"$/)
  })

  test('is one text a line, for programs', async () => {
    const { rawPayload } = await ask({ q: 'formule', format: 'jsonl' }, anne)
    const [line, end] = opened(rawPayload).text.split('\n')
    expect(end).toBe('')
    expect(JSON.parse(line!)).toEqual({
      date: '2026-11-20T22:30:00.000Z',
      fromName: '=1+1',
      fromAddress: 'anne@velo15.example',
      subject: '=HYPERLINK("http://evil.example";"mairie")',
      list: 'annonces@velo15.example',
      messageId: 'formule@velo15.example',
      url: expect.stringMatching(/\/lists\/annonces@velo15\.example\/messages\/[a-z2-7]{32}$/),
      files: ['@plan; final.pdf'],
      text: expect.stringContaining('Une formule, pour la mairie.'),
    })
  })

  test('is the mails as received, for subscribers, of the lists that they are on', async () => {
    const { rawPayload } = await ask({ q: 'mairie OU confidentiel', format: 'mbox' }, anne)
    const { text, manifest } = opened(rawPayload)
    expect(text.match(/^From mboxrd@z /gm)).toHaveLength(7)
    expect(text).toContain('Subject: Budget')
    expect(text).toContain('>From anne@velo15.example')
    expect(manifest.lists.map(({ address }) => address)).toEqual([
      'annonces@velo15.example',
      'bureau@velo15.example',
    ])
    expect(manifest.leftOut).toEqual(['parcelles@jardins.relais.example'])
  })

  test('has no address for strangers, and no mail', async () => {
    for (const format of ['csv', 'jsonl']) {
      const { rawPayload } = await ask({ q: 'mairie OU message', format })
      const { text, manifest } = opened(rawPayload)
      expect(manifest.addresses).toBe('masked')
      expect(text).toContain('…@velo15.example')
      expect(text).not.toMatch(/(anne|jean|paulette|k\.obriain)@/)
      expect(text).not.toContain('Budget')
    }
    for (const headers of [{}, outsider]) {
      const refused = await ask({ q: 'mairie', format: 'mbox' }, headers)
      expect(refused.statusCode).toBe(403)
      expect(refused.body).toContain('réservés aux abonnés')
      expect(refused.body).toContain('href="/search?q=mairie"')
    }
  })

  test('is the same bytes each time, and the manifest says how to ask again', async () => {
    for (const format of ['csv', 'jsonl', 'mbox']) {
      const first = await ask({ q: 'mairie', format }, anne)
      const { manifest } = opened(first.rawPayload)
      const again = new URL(manifest.again)
      const second = await web.app.inject({ url: again.pathname + again.search, headers: anne })
      expect(second.rawPayload.equals(first.rawPayload)).toBe(true)
      expect(again.searchParams.get('asOf')).toBe(manifest.date)
    }
  })

  test('as of a day leaves out what came later', async () => {
    const { rawPayload } = await ask({ q: 'mairie', format: 'csv', asOf: '2026-11-04' }, anne)
    const { manifest, text } = opened(rawPayload)
    expect([manifest.date, manifest.counts.written]).toEqual(['2026-11-04', 4])
    expect(manifest.query).toEqual({ typed: 'mairie', understood: 'mairie', list: null })
    expect(text).not.toContain('2026-11-06')
  })

  test('of nothing is a table without lines', async () => {
    const { rawPayload } = await ask({ q: 'introuvable', format: 'csv' })
    expect(opened(rawPayload).text.split('\r\n')).toHaveLength(2)
  })

  test('needs a question, a format and a day that exist', async () => {
    for (const asked of [
      { q: '', format: 'csv' },
      { q: 'mairie', format: 'exe' },
      { q: 'mairie', format: 'csv', asOf: '2026-02-30' },
      { q: 'mairie', format: 'csv', asOf: '22/11/2026' },
    ])
      expect((await ask(asked)).statusCode).toBe(400)
  })
})

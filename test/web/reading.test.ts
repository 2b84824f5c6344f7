import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { LONG_THREAD } from './archive.ts'
import { fileMail } from './filing.ts'
import { openTestWeb, type TestWeb } from './pages.ts'

let web: TestWeb
let anne: { cookie: string }
let outsider: { cookie: string }
const LIST = '/lists/annonces@velo15.example'
const PRIVATE = '/lists/bureau@velo15.example'
beforeAll(async () => {
  web = await openTestWeb()
  anne = { cookie: await web.cookie(web.world.people.anne) }
  outsider = { cookie: await web.cookie(web.world.people.stranger) }
})
afterAll(() => web.close())

const get = (url: string, headers: Record<string, string> = {}) => web.app.inject({ url, headers })
const hashOf = async (messageId: string): Promise<string> =>
  (await web.database.db('messages').where({ message_id: messageId }).first('hash')).hash

describe('a long thread', () => {
  test('shows twenty messages a page; a link to any of them opens the page it is on', async () => {
    const url = `${LIST}/threads/${web.world.hashes.long}`
    const first = (await get(url)).body
    expect(first.match(/<article/g)).toHaveLength(20)
    expect(first).toContain('Messages 1 à 20 sur 57')
    const hash = await hashOf(`l${LONG_THREAD - 1}@velo15.example`)
    const there = (await get(`${url}?message=${hash}`)).body
    expect(there).toContain(`<article class="msg" id="m-${hash}"`)
    expect(there).toMatch(new RegExp(`<link rel="canonical" href="${url}\\?page&#x3D;3">`))
    expect(first).toMatch(new RegExp(`id="m-${hash}" href="${url}\\?page&#x3D;3#m-${hash}"`))
  })

  test('asked for by one of its messages it opens at that message', async () => {
    const hash = await hashOf('l40@velo15.example')
    const { statusCode, headers } = await get(`${LIST}/threads/${hash.toUpperCase()}`)
    expect([statusCode, headers.location]).toEqual([
      301,
      `${LIST}/threads/${web.world.hashes.long}?message=${hash}#m-${hash}`,
    ])
  })

  test('a message of another thread, or none, opens its beginning', async () => {
    const url = `${LIST}/threads/${web.world.hashes.long}`
    for (const asked of [web.world.hashes.meeting, 'x', 'x'.repeat(200), 'a&message=b'])
      expect((await get(`${url}?message=${asked}`)).body).toContain('Messages 1 à 20 sur 57')
  })

  test('has neighbours, and so has a message', async () => {
    const { body } = await get(`${LIST}/threads/${web.world.hashes.html}`)
    expect(body).toContain(`rel="prev" href="${LIST}/threads/${web.world.hashes.long}"`)
    expect(body).toContain(`rel="next" href="${LIST}/threads/${web.world.hashes.meeting}"`)
    const message = (await get(`${LIST}/messages/${web.world.hashes.html}`)).body
    expect(message).toContain(`rel="next" href="${LIST}/messages/${web.world.hashes.meeting}"`)
  })
})

describe('ways through an archive', () => {
  test('a year shows its months, its busiest threads and the years beside it', async () => {
    const { body } = await get(`${LIST}/archive/2026`)
    expect(body).toContain(`href="${LIST}/archive/2026-05"`)
    expect(body).toContain('Qui tient l’atelier cet été\u00a0?')
    expect(body).toContain(`rel="prev" href="${LIST}/archive/2025"`)
    expect((await get(`${LIST}/archive/2019`)).body).toContain('Aucun message cette année-là.')
    for (const bad of ['0000', '20266', '2026-00', 'x'])
      expect((await get(`${LIST}/archive/${bad}`, anne)).statusCode).toBe(404)
  })

  test('people who wrote, and what one of them wrote, told by any of their messages', async () => {
    const { body } = await get(`${LIST}/people`)
    expect(body.indexOf('Anne Martin')).toBeLessThan(body.indexOf('Paulette Béranger'))
    const own = await get(`${LIST}/people/${await hashOf('m3@velo15.example')}`)
    expect(own.body).toContain('<h1><bdi>Anne Martin</bdi></h1>')
    expect(own.body).toContain(`<link rel="canonical" href="${LIST}/people/${web.world.hashes.meeting}">`)
    expect(own.body).not.toContain('Balade du dimanche')
    expect((await get(`${LIST}/people/${web.world.hashes.private}`, anne)).statusCode).toBe(404)
  })

  test('files, by kind and year; one that is made of addresses opens only for who is signed in', async () => {
    await fileMail(web.database.db, web.blobs, {
      list: web.world.lists.annonces,
      id: 'f1@velo15.example',
      from: ['Anne Martin', 'anne@velo15.example'],
      at: '2024-02-01T10:00:00+01:00',
      subject: 'Carnet',
      text: 'Voici.',
      files: [
        {
          name: 'carnet de jean@coop.example.vcf',
          type: 'text/vcard',
          bytes: Buffer.from('jean@coop.example'),
        },
      ],
    })
    const { body } = await get(`${LIST}/files?kind=pdf`)
    expect(body).toContain('compte-rendu-juin.pdf')
    expect(body).not.toContain('arceaux')
    expect((await get(`${LIST}/files?year=2024`)).body).toContain('pour les personnes connectées')
    expect((await get(`${LIST}/files?kind=video&year=2024`)).body).toContain('Aucun fichier de cette sorte')
    const file = `${LIST}/messages/${await hashOf('f1@velo15.example')}/attachments/1/x`
    expect([(await get(file)).statusCode, (await get(file, outsider)).statusCode]).toEqual([401, 200])
  })
})

test('no door of a public archive gives a stranger anybody’s address', async () => {
  const { hashes } = web.world
  const doors = [
    '',
    '/archive/2026',
    '/archive/2026-11',
    '/people',
    `/people/${hashes.meeting}`,
    `/people/${await hashOf('m5@nowhere.example')}`,
    '/files',
    '/files?year=2024',
    '/feed.atom',
    `/threads/${hashes.meeting}`,
    `/threads/${hashes.meeting}/feed.atom`,
    `/messages/${await hashOf('m5@nowhere.example')}`,
    `/messages/${hashes.meeting}/cite.bib`,
    `/messages/${await hashOf('m5@nowhere.example')}/cite.ris`,
    `/messages/${await hashOf('m5@nowhere.example')}/cite.json`,
    '/sitemap/1.xml',
  ]
  for (const door of doors) {
    const { statusCode, body } = await get(LIST + door)
    expect([door, statusCode]).toEqual([door, 200])
    expect([door, /(anne|jean|paulette|k\.obriain)(@|%40|&#64;)/.exec(body)?.[0]]).toEqual([door, undefined])
  }
})

test('what a private list has is for its readers, behind the same sign-in page as what is not there', async () => {
  const { hashes } = web.world
  for (const door of [
    '/archive/2026',
    '/people',
    `/people/${hashes.private}`,
    '/files',
    '/feed.atom',
    `/threads/${hashes.private}/feed.atom`,
    `/threads/${hashes.private}/mbox.gz`,
    '/archive/2026-10/mbox.gz',
    '/archive/2026/mbox.gz',
    `/messages/${hashes.private}/cite.bib`,
  ]) {
    const statuses = [undefined, outsider, anne].map(
      async (who) => (await get(PRIVATE + door, who)).statusCode,
    )
    expect([door, ...(await Promise.all(statuses))]).toEqual([door, 401, 404, 200])
    expect((await get(PRIVATE + door, anne)).headers['cache-control']).toBe('private, no-store')
  }
  expect((await get(`${PRIVATE}/sitemap/1.xml`, anne)).statusCode).toBe(404)
})

describe('mails as received', () => {
  test('of a thread, a month or a year, are one mbox, for subscribers', async () => {
    const doors = [`/threads/${web.world.hashes.meeting}`, '/archive/2026-11', '/archive/2026']
    const counts = []
    for (const door of doors) {
      expect((await get(`${LIST}${door}/mbox.gz`)).statusCode).toBe(401)
      expect((await get(`${LIST}${door}/mbox.gz`, outsider)).statusCode).toBe(404)
      const { headers, rawPayload } = await get(`${LIST}${door}/mbox.gz`, anne)
      expect(headers['content-type']).toBe('application/gzip')
      expect(headers['cache-control']).toBe('private, no-cache')
      counts.push(
        gunzipSync(rawPayload)
          .toString()
          .match(/^From /gm)?.length,
      )
    }
    expect(counts).toEqual([5, 5, 5 + 1 + LONG_THREAD])
    const { headers } = await get(`${LIST}/archive/2026-11/mbox.gz`, anne)
    expect(headers['content-disposition']).toMatch(/^attachment; filename="annonces-2026-11\.mbox\.gz"/)
  })

  test('come in the order of their dates, each once', async () => {
    const { rawPayload } = await get(`${LIST}/archive/2026-05/mbox.gz`, anne)
    const said = gunzipSync(rawPayload)
      .toString()
      .match(/^Message num=C3=A9ro \d+$|^Message numéro \d+$/gm)
    expect(said?.map((line) => Number(line.split(' ')[2]))).toEqual(
      Array.from({ length: LONG_THREAD }, (_, i) => i),
    )
  })
})

describe('feeds', () => {
  test('say what came last, and say nothing twice', async () => {
    const { headers, body } = await get(`${LIST}/feed.atom`)
    expect(headers['content-type']).toBe('application/atom+xml; charset=utf-8')
    expect(headers['cache-control']).toBe('public, no-cache')
    expect(body.match(/<entry>/g)).toHaveLength(30)
    expect(body).toContain('<updated>2026-11-06T17:05:00.000Z</updated>')
    expect(body).toContain('<title>Re: Réunion avec la mairie\u00a0: qui vient mardi\u00a0?</title>')
    const again = await get(`${LIST}/feed.atom`, { 'if-none-match': String(headers.etag) })
    expect([again.statusCode, again.body]).toEqual([304, ''])
    const signedIn = await get(`${LIST}/feed.atom`, { ...anne, 'if-none-match': String(headers.etag) })
    expect([signedIn.statusCode, signedIn.headers['cache-control']]).toEqual([200, 'private, no-cache'])
    await fileMail(web.database.db, web.blobs, {
      list: web.world.lists.annonces,
      id: 'n1@velo15.example',
      from: ['Jean Kervella', 'jean@coop.example'],
      at: '2026-11-20T10:00:00+01:00',
      subject: 'Un signe \u0001 de <trop>',
      text: 'Nouveau & bref.',
    })
    const later = await get(`${LIST}/feed.atom`, { 'if-none-match': String(headers.etag) })
    expect(later.statusCode).toBe(200)
    expect(later.body).toContain('de &lt;trop&gt;</title>')
    expect(later.body).toContain('Nouveau &amp;amp; bref.')
    expect(later.body).not.toContain('\u0001')
    await web.database
      .db('postings')
      .whereIn(
        'message_id',
        web.database.db('messages').where({ message_id: 'n1@velo15.example' }).select('id'),
      )
      .del()
  })

  test('of a thread has its messages only, and is named on its page where anybody may read it', async () => {
    const url = `${LIST}/threads/${web.world.hashes.meeting}`
    expect((await get(`${url}/feed.atom`)).body.match(/<entry>/g)).toHaveLength(5)
    expect((await get(url)).body).toContain(
      `<link rel="alternate" type="application/atom+xml" href="${url}/feed.atom"`,
    )
    const own = (await get(`${PRIVATE}/threads/${web.world.hashes.private}`, anne)).body
    expect(own).not.toContain('rel="alternate"')
  })

  test('of a list without messages is a feed too', async () => {
    const { statusCode, body } = await get('/lists/parcelles@jardins.relais.example/feed.atom')
    expect([statusCode, body.includes('<entry>')]).toEqual([200, false])
  })
})

describe('crawlers', () => {
  test('are welcome where everybody is, and told so in words and headers', async () => {
    const { hashes } = web.world
    const welcome = ['', '/archive', '/archive/2026', '/archive/2026-11', '/files', '/feed.atom']
    const messages = [
      `/threads/${hashes.meeting}`,
      `/messages/${hashes.meeting}`,
      `/messages/${hashes.meeting}/attachments/1/x`,
    ]
    for (const path of [...welcome, ...messages])
      expect([path, (await get(LIST + path)).headers['x-robots-tag']]).toEqual([path, 'all'])
    for (const path of ['/people', `/people/${hashes.meeting}`])
      expect([path, (await get(LIST + path)).headers['x-robots-tag']]).toEqual([path, 'noindex'])
    for (const path of [...welcome, `/threads/${hashes.private}`, `/messages/${hashes.private}`])
      expect([path, (await get(PRIVATE + path, anne)).headers['x-robots-tag']]).toEqual([path, 'noindex'])
    expect((await get('/search?q=x')).headers['x-robots-tag']).toBe('noindex')
  })

  test('find the threads of public archives by a map of maps', async () => {
    const { headers, body } = await get('/sitemap.xml')
    expect(body).toContain(`<loc>http://localhost:0${LIST}/sitemap/1.xml</loc>`)
    expect(body).not.toContain('bureau')
    expect((await get('/sitemap.xml', { 'if-none-match': String(headers.etag) })).statusCode).toBe(304)
    const map = await get(`${LIST}/sitemap/1.xml`)
    expect(map.body).toContain(`<loc>http://localhost:0${LIST}/threads/${web.world.hashes.meeting}</loc>`)
    const again = await get(`${LIST}/sitemap/1.xml`, { 'if-none-match': String(map.headers.etag) })
    expect(again.statusCode).toBe(304)
    for (const n of ['0', '-1', 'x', '1e9'])
      expect((await get(`${LIST}/sitemap/${n}.xml`, anne)).statusCode).toBe(404)
  })
})

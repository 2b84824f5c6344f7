import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestWeb, type TestWeb } from './pages.ts'

let web: TestWeb
let anne: { cookie: string }
let outsider: { cookie: string }
let administrator: { cookie: string }
beforeAll(async () => {
  web = await openTestWeb()
  const { people } = web.world
  anne = { cookie: await web.cookie(people.anne) }
  outsider = { cookie: await web.cookie(people.stranger) }
  administrator = { cookie: await web.cookie(people.administrator) }
})
afterAll(() => web.close())

const get = (url: string, headers: Record<string, string> = {}) => web.app.inject({ url, headers })
const statuses = (urls: readonly string[], headers: Record<string, string> = {}) =>
  Promise.all(urls.map(async (url) => (await get(url, headers)).statusCode))
/** What a page says, without what differs by its own address. */
const saying = (body: string, url: string) => body.replaceAll(url, '').replaceAll(encodeURIComponent(url), '')

const PUBLIC = '/lists/annonces@velo15.example'
const PRIVATE = '/lists/bureau@velo15.example'
const below = (list: string, hash: string) =>
  ['', '/archive', '/archive/2026-10', `/threads/${hash}`, `/messages/${hash}`].map((path) => list + path)

describe('what a stranger sees', () => {
  test('public archives, whole', async () => {
    expect(await statuses(below(PUBLIC, web.world.hashes.meeting))).toEqual([200, 200, 200, 200, 200])
    expect(await statuses(['/', '/spaces/velo15', '/search?q=mairie', '/login'])).toEqual([
      200, 200, 200, 200,
    ])
  })

  test('private and unknown lists alike: the same sign-in page, which comes back here', async () => {
    const { hashes } = web.world
    const known = [...below(PRIVATE, hashes.private), `${PRIVATE}/messages/${hashes.private}/raw`]
    for (const url of known) {
      const unknown = url.replace('bureau', 'absent')
      const [there, nowhere] = [await get(url), await get(unknown)]
      expect([there.statusCode, nowhere.statusCode]).toEqual([401, 401])
      expect(saying(there.body, url)).toBe(saying(nowhere.body, unknown))
      expect(there.body).toContain(`name="return" value="${url}"`)
      expect(there.body).not.toContain('Budget')
    }
  })

  test('nothing of private lists on the first page, in the space or in search', async () => {
    for (const url of [
      '/',
      '/spaces/velo15',
      '/search?q=confidentiel',
      '/api/v1/search?q=confidentiel',
      '/robots.txt',
    ]) {
      expect((await get(url)).body).not.toMatch(/bureau|Budget/i)
    }
  })

  test('nobody’s address, neither in headers, texts, HTML nor search', async () => {
    const { hashes } = web.world
    const urls = [
      ...below(PUBLIC, hashes.meeting),
      `${PUBLIC}/messages/${hashes.html}/html`,
      '/search?q=ecrivez',
      '/api/v1/search?q=mairie',
    ]
    for (const url of urls) expect((await get(url)).body).not.toMatch(/(anne|jean|paulette|k\.obriain)@/)
    expect((await get(`${PUBLIC}/threads/${hashes.meeting}`)).body).toContain(
      'Écrivez-moi à …@nowhere.example',
    )
  })

  test('the message as received is for members', async () => {
    const raw = `${PUBLIC}/messages/${web.world.hashes.meeting}/raw`
    expect(await statuses([raw])).toEqual([401])
    expect(await statuses([raw], outsider)).toEqual([404])
    expect((await get(raw, anne)).body).toMatch(/^From: Anne Martin <anne@velo15\.example>\r\n/)
  })
})

describe('what somebody signed in sees', () => {
  test('their lists, and 404 for others and for what does not exist', async () => {
    const urls = below(PRIVATE, web.world.hashes.private)
    expect(await statuses(urls, anne)).toEqual([200, 200, 200, 200, 200])
    expect(await statuses(urls, outsider)).toEqual([404, 404, 404, 404, 404])
    const [there, nowhere] = [
      await get(PRIVATE, outsider),
      await get('/lists/absent@velo15.example', outsider),
    ]
    expect(saying(there.body, PRIVATE)).toBe(saying(nowhere.body, '/lists/absent@velo15.example'))
    expect((await get('/search?q=confidentiel', anne)).body).toContain('Budget')
  })

  test('a message of one list is not readable through another', async () => {
    const { hashes } = web.world
    expect(
      await statuses([`${PUBLIC}/messages/${hashes.private}`, `${PUBLIC}/threads/${hashes.private}`], anne),
    ).toEqual([404, 404])
  })

  test('the outbox, administrators only', async () => {
    expect(await statuses(['/outbox', '/outbox/1', '/outbox/1/raw'])).toEqual([401, 401, 401])
    expect(await statuses(['/outbox', '/outbox/1', '/outbox/1/raw'], anne)).toEqual([404, 404, 404])
    expect(await statuses(['/outbox', '/outbox/999999'], administrator)).toEqual([200, 404])
  })

  test('a session ends with its time, and on signing out', async () => {
    const { db } = web.database
    const cookie = { cookie: await web.cookie(web.world.people.anne) }
    expect(await statuses(['/me'], cookie)).toEqual([200])
    const { headers } = await web.app.inject({ method: 'POST', url: '/logout', headers: cookie })
    expect(headers['set-cookie']).toMatch(/^relais=; .*Expires=Thu, 01 Jan 1970/)
    expect(await statuses(['/me'], cookie)).toEqual([401])
    const late = { cookie: await web.cookie(web.world.people.anne) }
    await db('sessions')
      .where({ person_id: web.world.people.anne })
      .whereNot({ id: 0 })
      .update({ expires_at: db.raw("now() - interval '1 s'") })
    expect(await statuses(['/me'], late)).toEqual([401])
    anne = { cookie: await web.cookie(web.world.people.anne) }
  })

  test('the table of sessions opens nobody’s session', async () => {
    const rows = await web.database.db('sessions').select('secret')
    for (const { secret } of rows) {
      expect(
        await statuses(['/me'], { cookie: `relais=${Buffer.from(secret).toString('base64url')}` }),
      ).toEqual([401])
    }
  })
})

describe('addresses that change', () => {
  test('a message under another spelling of its address redirects to its own', async () => {
    const { hashes } = web.world
    const upper = await get(`/lists/ANNONCES@velo15.example/messages/${hashes.meeting}`)
    expect([upper.statusCode, upper.headers.location]).toEqual([301, `${PUBLIC}/messages/${hashes.meeting}`])
    const hash = await get(`${PUBLIC}/messages/${hashes.meeting.toUpperCase()}`)
    expect([hash.statusCode, hash.headers.location]).toEqual([301, `${PUBLIC}/messages/${hashes.meeting}`])
  })

  test('former addresses of a list lead to today’s; a private one’s only for those who may know', async () => {
    const { db } = web.database
    const { annonces, bureau } = web.world.lists
    await db('list_addresses').insert([
      { address: 'infos@velo15.example', list_id: annonces.id, intent: 'post', former: true },
      { address: 'comite@velo15.example', list_id: bureau.id, intent: 'post', former: true },
    ])
    const moved = await get('/lists/infos@velo15.example/archive/2026-11?page=2')
    expect([moved.statusCode, moved.headers.location]).toEqual([301, `${PUBLIC}/archive/2026-11?page=2`])
    expect(await statuses(['/lists/comite@velo15.example'])).toEqual([401])
    expect(await statuses(['/lists/comite@velo15.example'], anne)).toEqual([301])
  })

  test('paths of former times redirect, and tell nothing to those who may not know', async () => {
    await web.database.db('old_urls').insert([
      { path: '/sympa/arc/annonces', to_path: `${PUBLIC}/archive` },
      { path: '/spaces/velo', to_path: '/spaces/velo15' },
      { path: '/sympa/arc/bureau', to_path: `${PRIVATE}/archive` },
    ])
    expect((await get('/sympa/arc/annonces')).headers.location).toBe(`${PUBLIC}/archive`)
    expect((await get('/spaces/velo')).headers.location).toBe('/spaces/velo15')
    expect(await statuses(['/sympa/arc/bureau', '/nothing'])).toEqual([404, 404])
    expect(await statuses(['/sympa/arc/bureau'], anne)).toEqual([301])
  })
})

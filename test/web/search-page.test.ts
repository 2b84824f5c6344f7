import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { SearchAway } from '#search/away.ts'
import { webApplication } from '#web/start.ts'
import { fileMail } from './filing.ts'
import { openTestWeb, type TestWeb } from './pages.ts'

let web: TestWeb
let anne: { cookie: string }
beforeAll(async () => {
  web = await openTestWeb()
  anne = { cookie: await web.cookie(web.world.people.anne) }
  await fileMail(web.database.db, web.blobs, {
    list: web.world.lists.annonces,
    id: 'devis@velo15.example',
    from: ['Paulette Béranger', 'paulette@velo15.example'],
    at: '2026-08-01T09:00:00+02:00',
    subject: 'Pour la rentrée',
    text: 'Voici, écrire à paulette@velo15.example.',
    files: [
      { name: 'devis arceaux.pdf', type: 'application/pdf', bytes: Buffer.from('%PDF') },
      { name: 'carnet paulette.vcf', type: 'text/vcard', bytes: Buffer.from('BEGIN:VCARD') },
    ],
  })
}, 60_000)
afterAll(() => web.close())

const get = (url: string, headers: Record<string, string> = {}) => web.app.inject({ url, headers })
const ask = (q: string, more: Record<string, string> = {}) => `/search?${new URLSearchParams({ q, ...more })}`
/** A page's text, as somebody reads it. */
const read = (html: string) =>
  html
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&#x27;', "'")
    .replace(/[\s\u00a0\u202f]+/g, ' ')
const links = (html: string) =>
  [...html.matchAll(/<a[^>]* href="([^"]*)"/g)].map((match) =>
    decodeURIComponent(match[1]!.replaceAll('&#x3D;', '=').replaceAll('&amp;', '&').replaceAll('+', ' ')),
  )

describe('the page of a search', () => {
  test('says what was understood and how many messages there are', async () => {
    const { body } = await get(ask('de:jean date:2026-11 mairie'))
    expect(read(body)).toContain(
      'Un message dont l’auteur est « jean », en novembre 2026, contenant « mairie »',
    )
    expect(body).toContain('value="de:jean date:2026-11 mairie"')
    const english = await get(ask('de:jean mairie'), { 'accept-language': 'en' })
    expect(read(english.body)).toContain('One message written by “jean”, containing “mairie”')
  })

  test('says what was not understood, and what may have been meant', async () => {
    const { body } = await get(ask('subjet:mairie liste:absente'))
    expect(read(body)).toContain('« subjet:mairie » a été cherché comme des mots. Vouliez-vous dire sujet: ?')
    expect(links(body)).toContain('/search?q=sujet:mairie liste:absente')
    expect(read(body)).toContain('Vous ne lisez aucune liste appelée « absente ».')
  })

  test('takes a condition away with one link, the list of the box too', async () => {
    const { body } = await get(ask('mairie date:2026-11', { list: 'annonces@velo15.example' }))
    expect(links(body)).toEqual(
      expect.arrayContaining([
        '/search?q=mairie&list=annonces@velo15.example',
        '/search?q=mairie date:2026-11',
      ]),
    )
    expect(body).toContain('<option value="annonces@velo15.example" selected>')
  })

  test('leads to the file that has what was asked, where the reader may open it', async () => {
    const found = (await get(ask('fichier:devis'))).body
    expect(read(found)).toContain('dans le fichier devis arceaux.pdf')
    expect(links(found)).toContainEqual(expect.stringMatching(/\/attachments\/1\/devis arceaux\.pdf$/))
    const shut = (await get(ask('carnet'))).body
    expect(read(shut)).toContain('dans le fichier carnet paulette.vcf')
    expect(shut).not.toContain('.vcf">')
    expect(links((await get(ask('carnet'), anne)).body)).toContainEqual(
      expect.stringMatching(/carnet paulette\.vcf$/),
    )
  })

  test('shows strangers no address, not even where the word asked is a part of one', async () => {
    for (const q of ['velo15', 'paulette', 'rentrée', 'nowhere', 'ecrivez']) {
      const { body } = await get(ask(q, { overview: '1' }))
      expect(body).not.toMatch(/(anne|jean|paulette|k\.obriain)(<[^>]*>)?(@|%40)/)
    }
  })

  test('without a hit offers what has some, one condition less', async () => {
    const { body } = await get(ask('mairie date:2024'))
    expect(read(body)).toContain('Aucun message en 2024, contenant « mairie »')
    expect(read(body)).toContain('Il y en a si l’on retire une condition : en 2024 5 messages')
    expect(links(body)).toContain('/search?q=mairie')
    expect(read((await get(ask('introuvable'))).body)).toContain('Essayez avec moins de mots')
  })

  test('before a question gives examples that work', async () => {
    const { body } = await get('/search')
    const examples = links(body).filter((url) => url.startsWith('/search?q='))
    expect(examples.length).toBeGreaterThan(3)
    for (const url of examples) expect((await get(encodeURI(url))).statusCode).toBe(200)
  })

  test('repeats what was typed as text, whatever it is', async () => {
    const typed = '"><script>alert(1)</script> de:"<b>" foo:<i> liste:<u>'
    for (const url of [ask(typed, { overview: '1' }), ask(`${typed} mairie`, { list: '<s>@x.example' })]) {
      const { body } = await get(url)
      expect(body).not.toMatch(/<script>|<b>"|<i>|<u>|<s>/)
      expect(body).toContain('&lt;script&gt;')
    }
  })

  test('of a list that the reader may not read finds nothing, and says so', async () => {
    const url = ask('budget', { list: 'bureau@velo15.example' })
    expect(read((await get(url)).body)).toContain(
      'Vous ne lisez aucune liste appelée « bureau@velo15.example »',
    )
    expect((await get(url)).body).not.toContain('brouillon')
    expect((await get(url, anne)).body).toContain('brouillon')
  })

  test('runs one script of ours, nothing inline, and works without it', async () => {
    const { headers, body } = await get(ask('mairie'))
    expect(headers['content-security-policy']).toContain("; script-src 'self'; connect-src 'self'")
    expect(headers['content-security-policy']).not.toContain('unsafe')
    expect(body).toMatch(/<script src="\/static\/later\.[0-9a-f]{12}\.js" defer><\/script>/)
    expect(body.match(/<script/g)).toHaveLength(1)
    expect(links(body)).toContain('/search?q=mairie&overview=1')
  })

  test('is not for crawlers', async () => {
    const txt = (await get('/robots.txt')).body
    expect(txt).toContain('Disallow: /\n')
    expect(txt).not.toMatch(/Allow: \/(search|api)/)
    for (const url of [ask('mairie'), '/search/help', '/search/overview?q=mairie', '/search.atom?q=mairie'])
      expect((await get(url)).headers['x-robots-tag']).toBe('noindex')
  })
})

describe('what a result is made of', () => {
  const overview = async (q: string, headers = {}) =>
    (await get(`/search/overview?${new URLSearchParams({ q })}`, headers)).body

  test('is a fragment of links that narrow the question', async () => {
    const body = await overview('mairie')
    expect(body).not.toContain('<html')
    expect(read(body)).toMatch(/Qui a écrit.*Anne Martin 2.*Jean Kervella 1/)
    expect(links(body)).toContain('/search?q=mairie de:"Jean Kervella"')
    expect(links(await overview('mairie', anne))).toContain('/search?q=mairie de:jean@coop.example')
  })

  test('narrows what was chosen back', async () => {
    const body = await overview('mairie de:"Jean Kervella"')
    expect(body).toMatch(/aria-current="true"><span class="unseen">Retirer/)
    expect(links(body)).toContain('/search?q=mairie')
  })

  test('every link finds as many messages as it says', async () => {
    const body = await overview('message OU mairie', anne)
    const told = [...body.matchAll(/<li><a href="([^"]*)".*?<span class="soft">([\d\s]+)<\/span>/g)]
    expect(told.length).toBeGreaterThan(3)
    for (const [, href, count] of told) {
      const q = new URL(
        href!.replaceAll('&#x3D;', '=').replaceAll('&amp;', '&'),
        'http://x.invalid',
      ).searchParams.get('q')!
      const found = await get(`/api/v1/search?${new URLSearchParams({ q })}`, anne)
      expect([q, found.json<{ total: number }>().total]).toEqual([q, Number(count)])
    }
  })

  test('draws the months, and says them in a table', async () => {
    const body = await overview('numero OU mairie')
    expect(body).toContain('<title>novembre 2026\u202f: 5\u00a0messages</title>')
    expect(read(body)).toContain('mai 2026')
    expect(links(body)).toContain('/search?q=(numero OU mairie) date:2026-11')
  })

  test('stands in the page for who has no script', async () => {
    const { body } = await get(ask('mairie', { overview: '1' }))
    expect(read(body)).toContain('Qui a écrit')
    expect(body).not.toContain('/search/overview')
    expect(links(body)).toContain('/search?q=mairie de:"Jean Kervella"&overview=1')
  })
})

describe('the help', () => {
  test('is there in both languages, with examples that are links', async () => {
    const french = (await get('/search/help')).body
    expect(read(french)).toContain('de: ou auteur: expéditeur: from: author: sender:')
    expect(links(french)).toContain('/search?q=de:"Anne Martin"')
    const english = (await get('/search/help', { 'accept-language': 'en' })).body
    expect(read(english)).toContain('from: or author: sender: de: auteur: expéditeur:')
    expect(links(english)).toContain('/search?q=kind:slides')
  })
})

describe('the feed of a search', () => {
  const url = '/search.atom?q=mairie'

  test('has the newest messages found, with identities that stay', async () => {
    const { body, headers } = await get(url)
    expect(headers['content-type']).toBe('application/atom+xml; charset=utf-8')
    const ids = [...body.matchAll(/<id>([^<]*)<\/id>/g)].map((match) => match[1])
    expect(ids[0]).toBe('tag:relais.example,2026:search/mairie')
    expect(ids).toHaveLength(6)
    expect(ids[5]).toBe(
      `tag:relais.example,2026:list/${web.world.lists.annonces.id}/messages/${web.world.hashes.meeting}`,
    )
    expect(headers['last-modified']).toBe('Fri, 06 Nov 2026 17:05:00 GMT')
    expect(body).not.toMatch(/(anne|jean|paulette|k\.obriain)@/)
  })

  test('is sent once to who has it already', async () => {
    const { headers } = await get(url)
    const again = await get(url, { 'if-none-match': headers.etag as string })
    expect([again.statusCode, again.body]).toEqual([304, ''])
  })

  test('follows private lists for who reads them, and asks for a question', async () => {
    expect((await get('/search.atom?q=confidentiel')).body).not.toContain('<entry>')
    expect((await get('/search.atom?q=confidentiel', anne)).body).toContain('Budget')
    expect((await get('/search.atom')).statusCode).toBe(400)
  })
})

test('while search is away its pages say so, and the rest works', async () => {
  const away = async () => {
    throw new SearchAway('unreachable')
  }
  const site = {
    ...web.options.site,
    searchDesk: async (viewer: Parameters<typeof web.options.site.searchDesk>[0]) => ({
      ...(await web.options.site.searchDesk(viewer)),
      find: away,
      facets: away,
      timeline: away,
    }),
  }
  const app = await webApplication({ ...web.options, site })
  const page = await app.inject({ url: ask('mairie') })
  expect([page.statusCode, page.headers['retry-after']]).toEqual([503, '120'])
  expect(page.body).toContain('value="mairie"')
  expect(read(page.body)).toContain('Tout le reste fonctionne')
  for (const path of [
    '/search/overview?q=mairie',
    '/search.atom?q=mairie',
    '/search/export?q=mairie&format=csv',
  ])
    expect([path, (await app.inject({ url: path })).statusCode]).toEqual([path, 503])
  for (const path of ['/api/v1/search', '/api/v1/search/facets', '/api/v1/search/timeline']) {
    const answer = await app.inject({ url: `${path}?q=mairie` })
    expect([answer.statusCode, answer.json()]).toEqual([503, { error: expect.stringContaining('away') }])
  }
  expect((await app.inject({ url: '/' })).statusCode).toBe(200)
  await app.close()
})

test('hits are shown though what they are made of can’t be had', async () => {
  const away = async () => {
    throw new SearchAway('too-wide')
  }
  const site = {
    ...web.options.site,
    searchDesk: async (viewer: Parameters<typeof web.options.site.searchDesk>[0]) => ({
      ...(await web.options.site.searchDesk(viewer)),
      facets: away,
    }),
  }
  const app = await webApplication({ ...web.options, site })
  const page = await app.inject({ url: ask('mairie', { overview: '1' }) })
  expect([page.statusCode, read(page.body)]).toEqual([200, expect.stringContaining('qui vient mardi')])
  await app.close()
})

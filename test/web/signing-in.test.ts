import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { seal } from '#lists/seal.ts'
import { isOn } from '#lists/subscriptions.ts'
import { lastLoginMail } from './login-mail.ts'
import { openTestWeb, type TestWeb } from './pages.ts'

let web: TestWeb
beforeAll(async () => {
  web = await openTestWeb()
})
afterAll(() => web.close())

const ANNE = 'anne@velo15.example'
let clients = 0
/** Each request from an address of its own: the limit on tries is not what these tests are about. */
const post = (url: string, payload: Record<string, string>, headers: Record<string, string> = {}) =>
  web.app.inject({
    method: 'POST',
    url,
    payload: new URLSearchParams(payload).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    remoteAddress: `192.0.2.${++clients}`,
  })
const get = (url: string, headers: Record<string, string> = {}) => web.app.inject({ url, headers })

const lastMail = (address: string) => lastLoginMail(web, address)

/** The Cookie header that an answer sets. */
const cookieOf = (setCookie: string | string[] | undefined) => ({
  cookie: String(setCookie).split(';')[0] ?? '',
})

describe('signing in', () => {
  test('a form whose fields come twice, or not as a form, is refused and does no harm', async () => {
    const send = (url: string, type: string, payload: string) =>
      web.app.inject({
        method: 'POST',
        url,
        payload,
        headers: { 'content-type': type },
        remoteAddress: `192.0.2.${++clients}`,
      })
    const form = 'application/x-www-form-urlencoded'
    for (const [url, type, payload] of [
      ['/login', form, 'address=a@b.example&address=c@d.example'],
      ['/login', form, 'address=a%00@b.example'],
      ['/login/enter', form, 'address=a@b.example&code=1&code=2'],
      ['/login', 'application/json', '{"address":5}'],
      ['/login/enter', 'application/json', '{"address":"a@b.example","code":7}'],
      ['/language', 'text/plain', 'language=en'],
    ] as const)
      expect([url, payload, (await send(url, type, payload)).statusCode]).toEqual([url, payload, 400])
  })

  test('by the mailed link: looking at it changes nothing, its button signs in and returns, once', async () => {
    await post('/login', { address: ANNE, return: '/lists/bureau@velo15.example?x=1' })
    const { token } = (await lastMail(ANNE))!
    for (let i = 0; i < 2; i++) {
      const page = await get(`/login/${token}`)
      expect([page.statusCode, page.headers['set-cookie']]).toEqual([200, undefined])
      expect(page.body).toContain('Bonjour Anne Martin')
    }
    const entered = await post('/login/enter', { token })
    expect([entered.statusCode, entered.headers.location]).toEqual([303, '/lists/bureau@velo15.example?x=1'])
    expect(entered.headers['set-cookie']).toMatch(
      /^relais=[\w-]{43}; Max-Age=7776000; Path=\/; HttpOnly; SameSite=Lax$/,
    )
    expect(
      (await get('/lists/bureau@velo15.example', cookieOf(entered.headers['set-cookie']))).statusCode,
    ).toBe(200)
    const again = await post('/login/enter', { token })
    expect([again.statusCode, again.headers['set-cookie']]).toEqual([410, undefined])
    expect((await get(`/login/${token}`)).statusCode).toBe(410)
  })

  test('how long an answer takes does not tell whether an address is known', async () => {
    for (const address of [ANNE, 'personne@velo15.example']) {
      const began = performance.now()
      await post('/login', { address })
      expect(performance.now() - began).toBeGreaterThan(240)
    }
  })

  test('by the code of the same mail, spaces or not', async () => {
    await post('/login', { address: ` ${ANNE} ` })
    const { code } = (await lastMail(ANNE))!
    const entered = await post('/login/enter', {
      address: ANNE,
      code: `${code.slice(0, 3)} ${code.slice(3)}`,
    })
    expect([entered.statusCode, entered.headers.location]).toEqual([303, '/me'])
  })

  test('a wrong code is said beside its field, with a summary on top', async () => {
    await post('/login', { address: ANNE })
    const { code } = (await lastMail(ANNE))!
    const wrong = await post('/login/enter', {
      address: ANNE,
      code: code === '000000' ? '000001' : '000000',
      return: '/me',
    })
    expect(wrong.statusCode).toBe(422)
    expect(wrong.body).toMatch(/<div class="summary" role="alert">.*<a href="#code">/s)
    expect(wrong.body).toContain('aria-describedby="code-hint code-wrong" aria-invalid="true"')
    expect(wrong.body).toContain('name="return" value="/me"')
  })

  test('says the same thing whether or not the address is known', async () => {
    const known = await post('/login', { address: ANNE })
    const unknown = await post('/login', { address: 'nobody@velo15.example' })
    expect([known.statusCode, unknown.statusCode]).toEqual([200, 200])
    expect(unknown.body.replaceAll('nobody@', 'anne@')).toBe(known.body)
    expect(await lastMail('nobody@velo15.example')).toBeUndefined()
  })

  test('never leads to another site, whatever the link or the form says', async () => {
    for (const away of ['https://evil.example/', '//evil.example', '/\\evil.example', '/login']) {
      const form = /<form method="post" action="\/login">.*?<\/form>/s.exec(
        (await get(`/login?return=${encodeURIComponent(away)}`)).body,
      )?.[0]
      expect(form).not.toContain('name="return"')
      await post('/login', { address: ANNE, return: away })
      const { token } = (await lastMail(ANNE)) ?? { token: '' }
      const entered = await post('/login/enter', { token, return: away })
      if (entered.statusCode === 303) expect(entered.headers.location).toBe('/me')
    }
  })

  test('what is not an address is said so', async () => {
    const refused = await post('/login', { address: 'anne' })
    expect(refused.statusCode).toBe(422)
    expect(refused.body).toContain('Écrivez une adresse complète')
    expect(refused.body).toContain('value="anne"')
  })
})

describe('leaving', () => {
  const onList = () => isOn(web.database.db, web.world.lists.annonces.id, web.world.people.anne)
  const link = () =>
    `/u/${seal(web.secrets, 'unsubscribe', [web.world.lists.annonces.id, web.world.people.anne])}`

  test('by the link of a copy: looking at it changes nothing, its button leaves', async () => {
    const page = await get(link())
    expect(page.statusCode).toBe(200)
    expect(page.body).toContain('<b>Annonces</b>')
    expect(page.body).not.toContain(ANNE)
    expect(await onList()).toBe(true)
    const left = await post(link(), {}, { origin: 'https://webmail.example' })
    expect(left.statusCode).toBe(200)
    expect(left.body).toContain('annonces-abonnement@velo15.example')
    expect(await onList()).toBe(false)
  })

  test('by the mail provider’s own button (RFC 8058): 200, no cookie, no redirection, twice is once', async () => {
    for (let i = 0; i < 2; i++) {
      const { statusCode, headers, body } = await post(
        link(),
        { 'List-Unsubscribe': 'One-Click' },
        { origin: 'null', 'sec-fetch-site': 'cross-site' },
      )
      expect([statusCode, headers['set-cookie'], headers.location, body]).toEqual([
        200,
        undefined,
        undefined,
        'Unsubscribed.\n',
      ])
    }
    expect(await onList()).toBe(false)
  })

  test('whichever of the two kinds of form the provider sends', async () => {
    const { statusCode, body } = await web.app.inject({
      method: 'POST',
      url: link(),
      headers: { 'content-type': 'multipart/form-data; boundary=b7' },
      payload:
        '--b7\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--b7--\r\n',
    })
    expect([statusCode, body]).toEqual([200, 'Unsubscribed.\n'])
    expect(await onList()).toBe(false)
  })

  test('a broken link is told how to leave by mail', async () => {
    const broken = `${link().slice(0, -2)}aa`
    expect([(await get(broken)).statusCode, (await post(broken, {})).statusCode]).toEqual([404, 404])
    expect((await get(broken)).body).toContain('-desabonnement')
    expect((await post(broken, { 'List-Unsubscribe': 'One-Click' })).statusCode).toBe(404)
  })

  test('from one’s own page, one list at a time', async () => {
    const cookie = { cookie: await web.cookie(web.world.people.anne) }
    const page = await get('/me', cookie)
    expect(page.body).toContain('vous recevez un mail par jour')
    const left = await post('/me/leave', { list: 'bureau@velo15.example' }, cookie)
    expect([left.statusCode, left.headers.location]).toEqual([303, '/me?left=bureau%40velo15.example'])
    expect(await isOn(web.database.db, web.world.lists.bureau.id, web.world.people.anne)).toBe(false)
    expect((await get('/me', cookie)).body).toContain('Vous n’êtes sur aucune liste.')
    expect((await post('/me/leave', { list: 'parcelles@jardins.relais.example' }, cookie)).statusCode).toBe(
      404,
    )
    expect((await post('/me/leave', { list: 'bureau@velo15.example' })).statusCode).toBe(401)
  })
})

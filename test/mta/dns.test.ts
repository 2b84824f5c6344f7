import { expect, test } from 'vitest'
import { loadSettings } from '#config/settings.ts'
import { cached, openResolver } from '#mta/dns.ts'
import { startDns } from '#test/support/dns.ts'

const LONG = `v=DKIM1; p=${'x'.repeat(400)}`
const zone = {
  'a.test': {
    A: ['192.0.2.1', '192.0.2.2'],
    TXT: ['v=spf1 -all', LONG],
    MX: ['10 mx.a.test', '5 mx2.a.test'],
  },
  'six.test': { AAAA: ['2001:db8::1'] },
  'alias.test': { CNAME: ['a.test'] },
  '1.2.0.192.in-addr.arpa': { PTR: ['a.test'] },
  'broken.test': { fails: 'SERVFAIL' },
  'silent.test': { fails: 'TIMEOUT' },
} as const

const to = (place: string) => openResolver(loadSettings({ env: { RELAIS_DNS: place } }))

test('records of each kind come as node gives them', async () => {
  await using dns = await startDns(zone)
  const resolve = to(dns.place)
  expect(await resolve('a.test', 'A')).toEqual(['192.0.2.1', '192.0.2.2'])
  expect(await resolve('alias.test', 'A')).toEqual(['192.0.2.1', '192.0.2.2'])
  expect(await resolve('alias.test', 'CNAME')).toEqual(['a.test'])
  expect(await resolve('six.test', 'AAAA')).toEqual(['2001:db8::1'])
  expect(await resolve('1.2.0.192.in-addr.arpa', 'PTR')).toEqual(['a.test'])
  const texts = (await resolve('a.test', 'TXT')) as string[][]
  expect(texts.map((parts) => parts.join(''))).toEqual(['v=spf1 -all', LONG])
  expect(await resolve('a.test', 'MX')).toEqual(
    expect.arrayContaining(
      [
        { priority: 10, exchange: 'mx.a.test', type: 'MX' },
        { priority: 5, exchange: 'mx2.a.test', type: 'MX' },
      ].map(({ priority, exchange }) => expect.objectContaining({ priority, exchange })),
    ),
  )
})

test('a name that is not there, a record that is not there and a broken server are told apart', async () => {
  await using dns = await startDns(zone)
  const resolve = to(dns.place)
  await expect(resolve('gone.test', 'A')).rejects.toMatchObject({ code: 'ENOTFOUND' })
  await expect(resolve('six.test', 'A')).rejects.toMatchObject({ code: 'ENODATA' })
  await expect(resolve('broken.test', 'A')).rejects.toMatchObject({ code: 'ESERVFAIL' })
})

test('a server that says nothing is left after 2 s', async () => {
  await using dns = await startDns(zone)
  const before = performance.now()
  await expect(to(dns.place)('silent.test', 'A')).rejects.toMatchObject({ code: 'ETIMEOUT' })
  expect(performance.now() - before).toBeLessThan(3000)
})

test('the same question is asked once, also when the answer is no; a failure is asked again', async () => {
  await using dns = await startDns(zone)
  const resolve = to(dns.place)
  await Promise.all([resolve('a.test', 'A'), resolve('A.test', 'A')])
  await resolve('a.test', 'A')
  await resolve('gone.test', 'A').catch(() => {})
  await resolve('gone.test', 'A').catch(() => {})
  expect(dns.queries).toEqual(['A a.test', 'A gone.test'])
  await resolve('broken.test', 'A').catch(() => {})
  const asked = dns.queries.length
  await resolve('broken.test', 'A').catch(() => {})
  expect(dns.queries.length).toBeGreaterThan(asked)
})

test('what one caller does to an answer or an error is not seen by the next', async () => {
  const resolve = cached({
    resolve: async (name) => (name === 'a.test' ? [1, 2] : Promise.reject(coded('ENOTFOUND'))),
  })
  const first = await resolve('a.test', 'A')
  first.reverse()
  expect(await resolve('a.test', 'A')).toEqual([1, 2])
  const [one, two] = await Promise.all(
    [1, 2].map(() => resolve('b.test', 'A').catch((error: unknown) => error)),
  )
  expect(one).not.toBe(two)
})

test('at most 100 questions are under way at once', async () => {
  let now = 0
  let most = 0
  const gate = Promise.withResolvers<void>()
  const resolve = cached({
    async resolve() {
      most = Math.max(most, ++now)
      await gate.promise
      now--
      return ['192.0.2.1']
    },
  })
  const all = Promise.all(Array.from({ length: 250 }, (_, n) => resolve(`n${n}.test`, 'A')))
  await expect.poll(() => now).toBe(100)
  gate.resolve()
  expect(await all).toHaveLength(250)
  expect(most).toBe(100)
})

test.for(['relais.localhost', 'a.test', 'b.example', 'c.invalid.'])(
  'nobody is asked about the reserved name %s',
  async (name) => {
    const resolve = openResolver(loadSettings({ env: {} }))
    await expect(resolve(name, 'A')).rejects.toMatchObject({ code: 'ENOTFOUND' })
  },
)

function coded(code: string): Error {
  return Object.assign(new Error(code), { code })
}

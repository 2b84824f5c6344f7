import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { urlHash } from '#mta/message/identity.ts'
import { hostileMail, monsters } from '../support/hostile-mail.ts'
import { give } from '../support/mail.ts'
import { type Program, startProgram } from '../support/program.ts'
import { signIn } from '../support/sign-in.ts'
import { until } from '../support/until.ts'

// Whatever the bytes, what is answered 250 is in the archive, readable, and comes out as it came in.
const list = 'ouverte@velo15.example'
let program: Program
let cookie: string
let count = 0

beforeAll(async () => {
  program = await startProgram({ env: { RELAIS_EVIDENCE: 'trust' } })
  await program.relais('space', 'create', 'velo15', '--name', 'Vélo 15', '--domain', 'velo15.example')
  await program.relais('list', 'create', list, '--space', 'velo15', '--preset', 'public')
  await program.relais('list', 'set', list, 'post=open', 'max-bytes=60000000')
  cookie = await signIn(program, 'admin@relais.example')
}, 60_000)
afterAll(() => program?.remove())

/** Without the fields that tell robots, loops and authors apart, under an id of its own. */
function named(bytes: Buffer): { bytes: Buffer; id: string } {
  const id = `hostile.${++count}@courriel.example`
  const from = count % 2 === 0 ? 'From: anne@orange.example\r\n' : 'From: Anne <anne@orange.example>\r\n'
  return { id, bytes: Buffer.concat([Buffer.from(`Message-ID: <${id}>\r\n${from}`), bytes]) }
}

/** As the archive must hold it: DATA ends the last line when the sender didn't. */
function ended(bytes: Buffer): Buffer {
  return bytes.subarray(-2).equals(Buffer.from('\r\n')) ? bytes : Buffer.concat([bytes, Buffer.from('\r\n')])
}

async function isKept(original: Buffer): Promise<void> {
  const { bytes, id } = named(original)
  const reply = await give(program.smtp, { from: 'anne@orange.example', to: [list] }, bytes)
  expect(reply).toMatch(/^250/)
  const state = await until(async () => {
    const trace = JSON.parse(await program.relais('trace', id, '--json').catch(() => '{}'))
    const post = trace.posts?.[0]
    return post && post.state !== 'new' && post
  }, 30_000)
  if (state.state === 'held') await program.relais('queue', 'accept', String(state.id))
  if (state.state === 'discarded') return // a robot's mail, by its own word
  const url = `${program.web}/lists/${list}/messages/${urlHash(id)}`
  const page = await until(async () => {
    const answer = await fetch(url, { headers: { cookie } })
    return answer.status === 200 && (await answer.text())
  }, 30_000)
  expect(page).toContain('</html>')
  const raw = Buffer.from(await (await fetch(`${url}/raw`, { headers: { cookie } })).arrayBuffer())
  expect(raw.equals(ended(bytes))).toBe(true)
}

test.each(Object.entries(monsters))(
  '%s',
  async (_, make) => {
    await isKept(make())
  },
  120_000,
)

test('made-up hostile mail, whatever it is', async () => {
  // Bcc and Approved are cut on purpose; a dot after a bare LF is the protocol's, not the mail's.
  const keptWhole = hostileMail.filter(
    (bytes) => !/(^|[\r\n])(bcc|approved)\s*:|\n\./i.test(bytes.toString('latin1')),
  )
  const samples = fc.sample(keptWhole, { numRuns: 12, seed: 15 })
  for (const bytes of samples) await isKept(bytes)
}, 180_000)

test('after all that the program is the one that was started', async () => {
  expect(program.output()).not.toMatch(/"level":"(fatal|error)"/)
  const { setAside } = JSON.parse(await program.relais('queue', 'list', '--json'))
  expect(setAside).toEqual([])
})

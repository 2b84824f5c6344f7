import { dkimVerify } from 'mailauth/lib/dkim/verify.js'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Header } from '#mta/message/header.ts'
import { keyOf, signed } from '../mta/in/signing.ts'
import { dkimpy, hasDkimpy } from '../support/dkimpy.ts'
import { type DnsServer, fakeResolver, startDns, type Zone } from '../support/dns.ts'
import { give, mail } from '../support/mail.ts'
import { type Program, startProgram } from '../support/program.ts'
import { openSink, type Sink, type Transaction } from '../support/sink.ts'
import { until } from '../support/until.ts'

// The operator asks the doctor what to publish, publishes it, and from then on all that leaves is signed.
const zone: Zone = {
  'relais.example': { A: ['192.0.2.25'] },
  'strict.example': { TXT: ['v=spf1 -all'] },
  '_dmarc.strict.example': { TXT: ['v=DMARC1; p=reject'] },
  ...keyOf('strict.example'),
}
let dns: DnsServer
let sink: Sink
let program: Program
const list = 'bureau@velo15.example'
const lot = 'lot@velo15.example'
const author = 'anne@orange.example'

interface Report {
  readonly ok: boolean
  readonly keys: { selector: string; state: string }[]
  readonly retired?: string
  readonly records: { kind: string; name: string; type: string; value: string; state: string }[]
}

/** The doctor's answer and the exit code of the command. */
async function doctor(...words: string[]): Promise<Report & { readonly code: number }> {
  const { stdout, code } = await program.relais('doctor', ...words, '--json').then(
    (stdout) => ({ stdout, code: 0 }),
    (error: { stdout: string; code: number }) => error,
  )
  return { ...JSON.parse(stdout), code }
}

/** As an operator would copy it into a zone file. */
function publish({ records }: Report): void {
  for (const { name, type, value, state } of records) {
    if (state === 'found') continue
    const text = type === 'TXT' ? value.replaceAll('" "', '').replaceAll('"', '') : value.replace(/\.$/, '')
    zone[name] = { ...zone[name], [type]: [text] }
  }
}

beforeAll(async () => {
  dns = await startDns(zone)
  sink = await openSink()
  program = await startProgram({
    env: {
      RELAIS_EVIDENCE: 'trust',
      RELAIS_DNS: dns.place,
      RELAIS_RELAY: `smtp://127.0.0.1:${sink.port}`,
    },
  })
  await program.relais('space', 'create', 'velo15', '--name', 'Vélo 15', '--domain', 'velo15.example')
  const people = [author, 'paul@free.example', 'x@strict.example', 'y@strict.example'].join('\n')
  await Promise.all(
    [list, lot].map((one) =>
      program.relais('list', 'create', one, '--space', 'velo15', '--title', 'Bureau', '--owner', author),
    ),
  )
  for (const one of [list, lot]) await program.relaisWith(people, 'subscriber', 'import', one, '-')
  await program.relais('list', 'set', lot, 'delivery=batched')
  await Promise.all(
    ['velo15.example', 'relais.example'].map(async (domain) => {
      publish(await doctor(domain))
      await doctor(domain)
    }),
  )
}, 120_000)
afterAll(async () => {
  await program?.remove()
  await sink?.close()
  await dns?.close()
})

const headerOf = (t: Transaction) => Header.parse(t.bytes).header
const copiesOf = (word: string) => sink.transactions.filter((t) => headerOf(t).text('Subject').includes(word))

/** The domains whose signatures on it are good, topmost first. */
async function goodSignatures(bytes: Buffer): Promise<string[]> {
  const { results } = await dkimVerify(bytes, { resolver: fakeResolver(zone) as never })
  return results.flatMap((one) => (one.status.result === 'pass' ? [String(one.signingDomain)] : []))
}

const keys = () =>
  Object.fromEntries(
    Object.entries(zone).flatMap(([name, { TXT }]) =>
      name.includes('._domainkey.') ? [[name, TXT![0]!] as const] : [],
    ),
  )

test('a post leaves signed in the name of its list, the way to leave included', async () => {
  await give(
    program.smtp,
    { from: author, to: [list] },
    mail({ From: author, To: list, Subject: 'Ordre du jour' }),
  )
  const copies = await until(() => copiesOf('Ordre du jour').length === 4 && copiesOf('Ordre du jour'))
  for (const { bytes } of copies) {
    expect(await goodSignatures(bytes)).toEqual(['velo15.example'])
    const signature = Header.parse(bytes).header.first('DKIM-Signature')!
    expect(signature).toContain('List-Unsubscribe:')
    expect(signature).toContain('List-Unsubscribe-Post')
    expect(signature).not.toMatch(/\bl=/)
  }
  expect(new Set(copies.map((t) => headerOf(t).first('List-Unsubscribe'))).size).toBe(4)
})

const BODIES: Readonly<Record<string, string>> = {
  'latin-un': 'R\xe9union \xe0 No\xebl\xa0: \xab\xa0ici\xa0\xbb\xa0\r\n',
  insecables: 'Oui\xc2\xa0! \xc2\xa0\r\n\xc2\xa0\r\n',
  'fins-nues': 'un\rdeux\ntrois\r\r\nquatre\n\ncinq\r',
  'lignes-vides': 'fin\r\n \r\n\t\r\n\r\n\r\n\r\n',
  vide: '',
  points: '.\r\n..\r\n. \r\n',
  lourd: `${`${'une  longue ligne de texte '.repeat(12)}\t\r\n`.repeat(4_000)}\r\n\r\n`,
}

test('every copy verifies, for both verifiers, whatever was written', { timeout: 60_000 }, async () => {
  const wanted: Record<string, number> = {}
  for (const [word, body] of Object.entries(BODIES)) {
    for (const to of [list, lot]) {
      const subject = `${word} ${to === list ? 'un' : 'lot'}`
      wanted[subject] = to === list ? 4 : 1
      const bytes = Buffer.from(
        `From:${author}\r\nTo: ${to}\r\nTo: x@a.example\r\nSubject:\r\n ${subject} \t\r\n  \r\nMessage-ID: <${word}.${to}>\r\n` +
          `Date: Sun, 22 Nov 2026 10:00:00 +0100\r\nComments: \xa0 \xe9\xa0\r\n\r\n${body}`,
        'latin1',
      )
      expect(await give(program.smtp, { from: author, to: [to] }, bytes)).toMatch(/^250/)
    }
  }
  const received: Record<string, Buffer[]> = {}
  for (const [subject, count] of Object.entries(wanted)) {
    const copies = await until(() => copiesOf(subject).length >= count && copiesOf(subject), 30_000)
    received[subject] = copies.map((copy) => copy.bytes)
  }
  for (const [subject, copies] of Object.entries(received))
    for (const bytes of copies)
      expect([subject, await goodSignatures(bytes)]).toEqual([subject, ['velo15.example']])
  if (!hasDkimpy()) return
  const verdicts = await dkimpy(
    Object.values(received).map((copies) => copies[0]!),
    keys(),
  )
  expect(verdicts.filter(({ verdict }) => verdict !== 'pass')).toEqual([])
  expect(verdicts).toHaveLength(Object.keys(wanted).length)
})

test("an author's own signature that survives stays, and ours stands above it", async () => {
  const bytes = await signed(
    mail({ From: 'x@strict.example', To: list, Subject: 'Signature gardée' }),
    'strict.example',
  )
  // Another return path than From: nothing is believed, the signature proves it.
  await give(program.smtp, { from: 'lui@strict.example', to: [list] }, bytes)
  const copy = await until(() => copiesOf('Signature gardée')[0])
  expect(headerOf(copy).first('From')).toBe('x@strict.example')
  expect(await goodSignatures(copy.bytes)).toEqual(['velo15.example', 'strict.example'])
})

test('a From that becomes the list’s is signed by the domain that it names', async () => {
  const bytes = mail({ From: 'Yves <y@strict.example>', To: list, Subject: 'Sans signature' })
  await give(program.smtp, { from: 'y@strict.example', to: [list] }, bytes)
  const copy = await until(() => copiesOf('Sans signature')[0])
  expect(headerOf(copy).first('From')).toContain(list)
  expect(await goodSignatures(copy.bytes)).toEqual(['velo15.example'])
})

test('what Relais itself writes is signed as whom it is from', async () => {
  const to = 'bureau-request@velo15.example'
  await give(
    program.smtp,
    { from: 'zoe@free.example', to: [to] },
    mail({ From: 'zoe@free.example', To: to, Subject: 'inscription' }),
  )
  const question = await until(() => sink.transactions.find((t) => t.recipients.includes('zoe@free.example')))
  const from = headerOf(question).first('From')!
  expect(await goodSignatures(question.bytes)).toEqual([
    from.includes('@relais.example') ? 'relais.example' : 'velo15.example',
  ])
})

test('mail for owners is passed on as it came: a stranger’s words are not signed by us', async () => {
  const to = 'bureau-owner@velo15.example'
  const bytes = await signed(
    mail({ From: 'z@strict.example', To: to, Subject: 'Aux responsables' }),
    'strict.example',
  )
  await give(program.smtp, { from: 'z@strict.example', to: [to] }, bytes)
  const copy = await until(() => copiesOf('Aux responsables')[0])
  expect(await goodSignatures(copy.bytes)).toEqual(['strict.example'])
})

test('a key is changed without a gap: the new one signs once its record is seen', async () => {
  const before = await doctor('velo15.example')
  expect([before.code, before.ok, before.keys.map((one) => one.state)]).toEqual([0, true, ['signing']])
  const asked = await doctor('velo15.example', '--rotate')
  expect([asked.code, asked.keys.map((one) => one.state)]).toEqual([1, ['signing', 'waiting']])
  publish(asked)
  const after = await doctor('velo15.example')
  expect(after.code).toBe(0)
  expect(after.retired).toBe(before.keys[0]!.selector)
  expect(after.keys).toEqual([
    expect.objectContaining({ selector: asked.keys[1]!.selector, state: 'signing' }),
  ])
  await until(async () => {
    const word = `Nouvelle clé ${sink.transactions.length}`
    await give(program.smtp, { from: author, to: [list] }, mail({ From: author, To: list, Subject: word }))
    const copy = await until(() => copiesOf(word)[0])
    expect(await goodSignatures(copy.bytes)).toEqual(['velo15.example'])
    return headerOf(copy).first('DKIM-Signature')!.includes(`s=${after.keys[0]!.selector};`)
  }, 20_000)
}, 30_000)

test('without a domain the doctor looks at the installation', async () => {
  const report = (await doctor()) as unknown as {
    code: number
    findings: { check: string; state: string; says: string }[]
  }
  const states = Object.fromEntries(report.findings.map(({ check, state }) => [check, state]))
  expect(states).toEqual({
    database: 'ok',
    'data folder': 'ok',
    'outgoing mail': 'ok',
    DNS: 'ok',
    senders: 'problem', // RELAIS_EVIDENCE=trust
    work: 'ok',
    'domain relais.example': 'ok',
    'domain velo15.example': 'ok',
  })
  expect(report.code).toBe(1)
})

test('a domain that is not ours gets no key', async () => {
  await expect(program.relais('doctor', 'autre.example')).rejects.toThrow(
    'autre.example is no domain of this platform',
  )
})

test('nothing of a private key is ever said', () => {
  expect(program.output()).not.toMatch(/PRIVATE KEY|MII[A-Za-z0-9+/]{40}/)
})

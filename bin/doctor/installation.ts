// What can be seen of an installation in a moment: one check a line of the table.
import { randomUUID } from 'node:crypto'
import { rm, statfs, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Resolver } from '#mta/dns.ts'
import { openGreeting } from '#mta/out/greeting.ts'
import { signingKeys } from '#mta/records/signing-keys.ts'
import { keysInUse, sealedKeys, unsealed } from '#mta/signing/keys.ts'
import { newestMigration } from '#store/migrate.ts'
import { listSetAside } from '#store/set-aside.ts'
import type { Data } from '../data.ts'
import { ourDomains } from './domain.ts'

/** `advice`: it works, but look. */
export interface Finding {
  readonly check: string
  readonly state: 'ok' | 'advice' | 'problem'
  readonly says: string
}

type Check = (data: Data, resolver: Resolver) => Promise<Finding[]>

const LOW_BYTES = 1024 ** 3
const FULL_BYTES = 200 * 1024 ** 2

const finding = (check: string, state: Finding['state'], says: string): Finding[] => [{ check, state, says }]

const database: Check = async ({ db, settings }) => {
  const { rows } = await db.raw<{ rows: { version: string }[] }>(
    `select current_setting('server_version') as version`,
  )
  const whose = settings.database.url === undefined ? 'its own' : 'yours'
  const schema = await newestMigration(db)
  return finding(
    'database',
    'ok',
    `PostgreSQL ${rows[0]?.version.split(' ')[0]}, ${whose}, up to date (${schema})`,
  )
}

const folder: Check = async ({ settings }) => {
  const probe = join(settings.data, `.doctor-${randomUUID()}`)
  try {
    await writeFile(probe, 'writable', { flush: true, mode: 0o600 })
    await rm(probe)
  } catch (error) {
    return finding(
      'data folder',
      'problem',
      `${settings.data} cannot be written: ${(error as Error).message}`,
    )
  }
  const { bavail, bsize } = await statfs(settings.data)
  const free = bavail * bsize
  const says = `${settings.data}, ${(free / 1024 ** 3).toFixed(1)} GB free`
  return finding('data folder', free < FULL_BYTES ? 'problem' : free < LOW_BYTES ? 'advice' : 'ok', says)
}

const relay: Check = async ({ settings }) => {
  const { relay: to, domain } = settings
  if (to.kind === 'outbox')
    return finding('outgoing mail', 'advice', 'kept in the outbox, not sent: no relay is set (RELAIS_RELAY)')
  if (to.kind === 'mx') return finding('outgoing mail', 'ok', "goes straight to the recipients' servers")
  const place = `${to.host}:${to.port}`
  const said = await openGreeting({ host: to.host, port: to.port, name: domain })
  return 'problem' in said
    ? finding('outgoing mail', 'problem', `the relay ${place} does not answer: ${said.problem}`)
    : finding('outgoing mail', 'ok', `goes to ${place}, which answers`)
}

const names: Check = async ({ settings }, resolver) => {
  try {
    await resolver(settings.domain, 'MX')
  } catch (error) {
    const { code } = error as { code?: string }
    if (code !== 'ENOTFOUND' && code !== 'ENODATA')
      return finding('DNS', 'problem', `the resolvers do not answer (${code}): senders cannot be verified`)
  }
  return finding(
    'DNS',
    'ok',
    settings.dns.length > 0 ? 'the resolvers of RELAIS_DNS answer' : 'the resolvers answer',
  )
}

const trust: Check = async ({ settings }) =>
  settings.evidence === 'trust'
    ? finding(
        'senders',
        'problem',
        'programs on this machine are believed (RELAIS_EVIDENCE=trust): not in public',
      )
    : finding('senders', 'ok', 'are verified')

const work: Check = async ({ db }) => {
  const aside = await listSetAside(db)
  return aside.length === 0
    ? finding('work', 'ok', 'none was set aside')
    : finding('work', 'problem', `${aside.length} that kept failing: relais queue list`)
}

/** Whether the mail of each domain is signed, by a key that receivers find. */
const domains: Check = async (data, resolver) => {
  const wrong = data.settings.relay.kind === 'outbox' ? 'advice' : 'problem' // nothing leaves yet
  const closed = await unopened(data)
  const findings: Finding[] = []
  for (const domain of await ourDomains(data)) {
    const check = `domain ${domain}`
    const keys = await keysInUse(data.db, domain)
    const key = keys.find(({ state }) => state === 'signing')
    const more = `relais doctor ${domain}`
    if (!key) {
      const why = keys.length === 0 ? 'it has no key' : 'the record of its key was not seen yet'
      findings.push({
        check,
        state: wrong,
        says: `its mail is not signed with its own name, ${why}: ${more}`,
      })
    } else if (closed.has(key.id))
      findings.push({
        check,
        state: 'problem',
        says: `its key ${key.selector} cannot be opened: RELAIS_SECRET, or secret.key, is another`,
      })
    else {
      const told = {
        name: domain,
        platform: data.settings.domain,
        sender: { kind: 'direct' },
        below: 'nothing',
      } as const
      const [record] = await signingKeys({ ...told, keys: [key] }, resolver)
      const state = record?.state === 'found' ? 'ok' : record?.state === 'unknown' ? 'advice' : wrong
      const seen =
        record?.state === 'found' ? 'which receivers find' : `whose record is ${record?.state}: ${more}`
      findings.push({ check, state, says: `its mail is signed with ${key.selector}, ${seen}` })
    }
  }
  return findings
}

/** The numbers of the keys that the master key doesn't open. */
async function unopened({ db, secrets }: Data): Promise<Set<number>> {
  const closed = new Set<number>()
  for (const key of await sealedKeys(db)) {
    try {
      unsealed(secrets, key)
    } catch {
      closed.add(key.id)
    }
  }
  return closed
}

const checks: readonly Check[] = [database, folder, relay, names, trust, work, domains]

/** Everything that is checked, in order. */
export async function seeToInstallation(data: Data, resolver: Resolver): Promise<Finding[]> {
  const findings: Finding[] = []
  for (const check of checks) findings.push(...(await check(data, resolver)))
  return findings
}

import { Command } from 'commander'
import { Refused } from '#lists/refused.ts'
import { openResolver } from '#mta/dns.ts'
import type { RecordReport } from '#mta/records/record.ts'
import type { Data } from '../data.ts'
import { type DomainReport, seeToDomain, type Wish } from '../doctor/domain.ts'
import { seeToInstallation } from '../doctor/installation.ts'
import { answer, columns, onData } from './answer.ts'

interface Options {
  readonly json?: true
  readonly rotate?: true
  readonly signNow?: true
}

export const doctorCommand = () =>
  new Command('doctor')
    .argument('[domain]', 'what to publish for it, and what is published; makes its signing key')
    .option('--json')
    .option('--rotate', 'make another key, which signs once its record is seen')
    .option('--sign-now', 'sign with the key that waits although its record is not seen from here')
    .description('whether all is well: the installation, or a domain in the DNS; fails when it is not')
    .action(async (domain: string | undefined, options: Options) =>
      onData((data) =>
        domain === undefined ? installation(data, options) : oneDomain(data, domain, options),
      ),
    )

async function installation(data: Data, options: Options): Promise<void> {
  if (options.rotate || options.signNow) throw new Refused('name the domain: relais doctor DOMAIN --rotate')
  const findings = await seeToInstallation(data, openResolver(data.settings))
  const ok = findings.every(({ state }) => state !== 'problem')
  answer({ ok, findings }, options, () => columns(findings.map((one) => [one.state, one.check, one.says])))
  if (!ok) process.exitCode = 1
}

async function oneDomain(data: Data, domain: string, options: Options): Promise<void> {
  const wish: Wish = options.signNow ? 'sign-now' : options.rotate ? 'rotate' : 'look'
  const report = await seeToDomain(data, openResolver(data.settings), { domain, wish })
  answer(report, options, () => inWords(report))
  if (!report.ok) process.exitCode = 1
}

function inWords({ domain, keys, retired, records, ok }: DomainReport): string {
  const keyLines = keys.map(({ selector, state }) =>
    state === 'signing'
      ? `Mail of ${domain} is signed with the key ${selector}.`
      : `The key ${selector} will sign once its record is seen: publish it, then run this again. Relais looks once a day too.`,
  )
  const old =
    retired === undefined ? [] : [`${retired} signs no more; leave its record for a month, then remove it.`]
  const last = ok
    ? 'All is well.'
    : 'Something is to be published or mended. Changes in the DNS may take some hours to be seen.'
  return [...records.map(recordInWords), '', ...keyLines, ...old, last].join('\n')
}

const SAID: Readonly<Record<RecordReport['state'], string>> = {
  found: 'found',
  missing: 'MISSING',
  different: 'DIFFERENT',
  unknown: 'NO ANSWER',
}

/** The record as a zone file has it, what stands there instead, and what to know. */
function recordInWords({ name, type, value, need, state, found, note }: RecordReport): string {
  const wish = state !== 'found' && need === 'advised' ? ' (advised)' : ''
  const head = `${SAID[state]}${wish}`.padEnd(10)
  if (state === 'found')
    return `${head} ${name}. ${type}  ${type === 'TXT' ? '' : found.join(', ')}`.trimEnd()
  const instead = state === 'different' ? [`  there is: ${found.join(', ')}`] : []
  return [`${head} ${name}. ${type} ${value}`, ...instead, ...(note === undefined ? [] : [`  ${note}`])].join(
    '\n',
  )
}

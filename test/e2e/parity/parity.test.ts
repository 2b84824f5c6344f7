// What can be done can be done by mail: each act is played over SMTP, without a browser.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ActName, acts } from '#lists/acts.ts'
import { lookingUp } from './looking-up.ts'
import { members } from './members.ts'
import { moderators } from './moderators.ts'
import { owners } from './owners.ts'
import type { Play } from './play.ts'
import { openTown, type Town } from './town.ts'
import { ways } from './ways.ts'

const plays: Readonly<Partial<Record<string, Play>>> = {
  ...members,
  ...ways,
  ...lookingUp,
  ...moderators,
  ...owners,
}

let town: Town
const names = Object.keys(acts) as ActName[]
const slug = (name: string) =>
  name
    .normalize('NFD')
    .replace(/[^a-z]+/gi, '-')
    .toLowerCase()

beforeAll(async () => {
  // Spf-aligned, as from a provider that publishes SPF: weaker proof is asked about in test/e2e/confirm.
  town = await openTown({
    RELAIS_EVIDENCE: 'trust',
    RELAIS_MODERATION_MAIL_WAIT_SECONDS: '4',
    RELAIS_MODERATION_MAILS_PER_HOUR: '1000',
  })
  const { program } = town
  const staff = ['--owner', town.resident('olga').address]
  await program.relais('space', 'create', 'velo15', '--name', 'Vélo 15', '--domain', 'velo15.example')
  for (const [name, preset] of [
    ['discussion', 'discussion'],
    ['annonces', 'announce'],
    ['sorties', 'moderated'],
    ['comite', 'private'],
  ] as const) {
    const address = `${name}@velo15.example`
    await program.relais('list', 'create', address, '--space', 'velo15', '--preset', preset, ...staff)
    const everyone = ['lise', ...names.map((act) => `moi-${slug(act)}`)].map(
      (one) => town.resident(one).address,
    )
    await program.relaisWith(`${everyone.join('\n')}\n`, 'subscriber', 'import', address, '-')
  }
}, 60_000)
afterAll(() => town?.close())

const byMail = names.filter((name) => typeof acts[name].mail === 'string')

test.each(byMail)('by mail: %s', { timeout: 60_000 }, async (name) => {
  const play = plays[name]
  expect(play, `${name} is in the table of acts and nothing plays it by mail`).toBeDefined()
  await play!({
    town,
    me: town.resident(`moi-${slug(name)}`),
    stranger: town.resident(`passant-${slug(name)}`),
    reader: town.resident('lise'),
    moderator: town.resident('olga'),
    owner: town.resident('olga'),
  })
})

test('what is done on the web only says why, and every play is of an act', () => {
  for (const name of names) {
    const { mail } = acts[name]
    if (typeof mail !== 'string') expect(mail.webOnly.length).toBeGreaterThan(20)
  }
  expect(Object.keys(plays).filter((name) => !names.includes(name as ActName))).toEqual([])
})

import { Command, Option } from 'commander'
import { changeList, keys } from '#lists/list-changes.ts'
import { allLists, closeList, createList } from '#lists/lists.ts'
import { ensureMembership, ensurePerson } from '#lists/people.ts'
import { policiesOf } from '#lists/policies.ts'
import { allPresets, type PresetName } from '#lists/presets.ts'
import { Refused } from '#lists/refused.ts'
import { grantRole } from '#lists/roles.ts'
import { spaceBySlug } from '#lists/spaces.ts'
import { audienceSizes } from '#lists/subscriptions.ts'
import { answer, columns, listNamed, onData } from './answer.ts'
import { sentenceCommand } from './sentence.ts'

const collect = (value: string, before: string[]) => [...before, value]

export const listCommand = () => {
  const list = new Command('list').description('mailing lists')
  list
    .command('create')
    .argument('<address>')
    .requiredOption('--space <slug>')
    .option('--title <title>')
    .option('--description <text>')
    .addOption(new Option('--preset <preset>').choices(Object.keys(allPresets)).default('discussion'))
    .option('--owner <address>', 'may be given several times', collect, [] as string[])
    .option('--json')
    .description('make a list')
    .action(async (address: string, options) =>
      onData(async ({ db, settings }) => {
        const made = await db.transaction(async (tx) => {
          const space = await spaceBySlug(tx, options.space)
          if (!space) throw new Refused(`there is no space "${options.space}"`)
          const list = await createList(tx, {
            address,
            space,
            title: options.title,
            description: options.description,
            preset: options.preset as PresetName,
            domain: settings.domain,
          })
          for (const owner of options.owner) {
            const person = await ensurePerson(tx, { address: owner, verified: 'verified' })
            await ensureMembership(tx, {
              spaceId: space.id,
              personId: person.id,
              addressId: person.addressId,
              kind: 'contact',
              ground: `runs ${list.address}`,
            })
            await grantRole(tx, { personId: person.id, role: 'owner', listId: list.id })
          }
          return list
        })
        answer(made, options, () => `list ${made.address} made`)
      }),
    )
  list
    .command('show')
    .argument('[address]', 'all lists without it')
    .option('--json')
    .description('a list and its settings')
    .action(async (address: string | undefined, options) =>
      onData(async ({ db }) => {
        if (address === undefined) {
          const lists = await allLists(db)
          answer(lists, options, () => columns(lists.map((l) => [l.address, l.title, l.space.slug])))
          return
        }
        const found = await listNamed(db, address)
        const acts = ['post', 'archive', 'members', 'subscribe', 'unsubscribe', 'invite'] as const
        const policies = await Promise.all(acts.map((act) => policiesOf(db, [found.id], act)))
        const presets = Object.fromEntries(
          acts.map((act, i) => [
            act,
            policies[i]!.get(found.id)?.preset ?? (policies[i]!.has(found.id) ? 'own rules' : 'default'),
          ]),
        )
        const subscribers = (await audienceSizes(db, [found.id])).get(found.id) ?? 0
        answer({ ...found, policies: presets, subscribers }, options, () =>
          columns([
            ['address', found.address],
            ['title', found.title],
            ['space', found.space.slug],
            ['subscribers', String(subscribers)],
            ...Object.entries(presets),
            ...Object.entries(found.settings).map(([key, value]) => [key, String(value ?? 'none')]),
          ]),
        )
      }),
    )
  list
    .command('set')
    .argument('<address>')
    .argument('<changes...>', `KEY=VALUE: ${keys.join(', ')}`)
    .description('change settings and policies')
    .action(async (address: string, changes: string[]) =>
      onData(async ({ db }) => {
        await db.transaction(async (tx) => {
          const found = await listNamed(tx, address)
          for (const change of changes) {
            const at = change.indexOf('=')
            if (at < 1) throw new Refused(`"${change}" is not KEY=VALUE`)
            await changeList(tx, found, change.slice(0, at), change.slice(at + 1))
          }
        })
      }),
    )
  list
    .command('delete')
    .argument('<address>')
    .description('close a list: it takes no mail any more; its archive stays')
    .action(async (address: string) =>
      onData(async ({ db }) => {
        await db.transaction(async (tx) => await closeList(tx, (await listNamed(tx, address)).id))
      }),
    )
  list.addCommand(sentenceCommand('list'))
  return list
}

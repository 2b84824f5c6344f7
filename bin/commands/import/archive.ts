import { realpath } from 'node:fs/promises'
import { Command } from 'commander'
import { type Bundle, openBundle } from '#archive/export/read-bundle.ts'
import { bundleSource } from '#archive/import/bundle-source.ts'
import { note } from '#lists/audit.ts'
import { type RestoredList, restoreList } from '#lists/list-restore.ts'
import { type List, listByAddress } from '#lists/lists.ts'
import { Refused } from '#lists/refused.ts'
import { type RestoredMembers, restoreMembers } from '#lists/restore-members.ts'
import type { Tx } from '#store/database.ts'
import type { Data } from '../../data.ts'
import { onData } from '../answer.ts'
import { type Besides, bringIn, type ImportOptions, lookInto } from './bring-in.ts'
import { count } from './leftovers.ts'

interface Options extends ImportOptions {
  readonly space?: string
  readonly members?: true
  readonly dryRun?: true
}

export const importArchiveCommand = () =>
  new Command('archive')
    .argument('<list>', 'its address; with --space it is made if there is none')
    .argument('<file>', 'an archive that `relais export --format archive` wrote')
    .option('--space <slug>', 'where the list is to be made, with its settings, policies and members')
    .option('--members', 'put the members on a list that is there already; no mail is sent')
    .option('--dry-run', 'say what would be imported, and change nothing')
    .option('--report <file>', 'write what could not be taken, a JSON line each')
    .option('--json')
    .description(
      'import a list that was exported whole: its mails, and where it is new, settings and members',
    )
    .action(async (address: string, path: string, options: Options) =>
      onData(async (data) => {
        const bundle = await openBundle(path)
        try {
          const source = bundleSource(bundle)
          const { listId, besides } = await readyList(data, address, bundle, options)
          if (options.dryRun) await lookInto(data, { source, listId }, options, besides)
          else {
            const wanted = { listId: listId!, source, format: 'archive', path: await realpath(path) }
            await bringIn(data, wanted, options, besides)
          }
        } finally {
          bundle.close()
        }
      }),
    )

/** The list that mails go to: what is to be done to it is done, or, on a dry run, tried and undone. */
async function readyList(
  { db, settings }: Data,
  address: string,
  bundle: Bundle,
  options: Options,
): Promise<{ listId: number | undefined; besides: Besides }> {
  const there = (await listByAddress(db, address))?.list
  if (!there && options.space === undefined)
    throw new Refused(`there is no list ${address}; with --space it is made`)
  const tx = await db.transaction()
  try {
    const made = there ? undefined : await madeAnew(tx, address, options.space!, settings.domain, bundle)
    const list = there ?? made!.list
    const members = made || options.members ? await restoreMembers(tx, list, bundle.members()) : undefined
    if (options.dryRun) await tx.rollback()
    else {
      if (members) await noted(tx, list, made ? 'import-list' : 'import-members', members)
      await tx.commit()
    }
    const listId = options.dryRun ? there?.id : list.id
    return { listId, besides: told(list, made, members, options) }
  } catch (error) {
    if (!tx.isCompleted()) await tx.rollback()
    throw error
  }
}

async function madeAnew(tx: Tx, address: string, space: string, domain: string, bundle: Bundle) {
  const { manifest, settings } = bundle
  return await restoreList(tx, { address, space, domain, before: manifest.list, facts: settings })
}

async function noted(tx: Tx, list: List, act: string, members: RestoredMembers): Promise<void> {
  const { subscribers, left, roles } = members
  await note(tx, { act, via: 'command', listId: list.id, detail: { subscribers, left, roles } })
}

function told(
  list: List,
  made: Pick<RestoredList, 'unknown' | 'unsaid'> | undefined,
  members: RestoredMembers | undefined,
  { dryRun }: Options,
): Besides {
  const lines: string[] = []
  const would = dryRun ? 'would be ' : ''
  if (made) lines.push(`list ${list.address} ${would}made in ${list.space.slug}`)
  for (const name of made?.unknown ?? [])
    lines.push(`its rules name ${name}, which is unknown here: nobody may more than before, look at them`)
  for (const sentence of made?.unsaid ?? []) lines.push(`not said in its own words: ${sentence}`)
  if (members) {
    const { subscribers, left, roles, known, refused } = members
    lines.push(
      `${count(subscribers)} subscribers and ${count(roles)} roles ${would}put on it, ${count(left)} who left ${would}kept off, ` +
        `${count(known)} there already`,
      ...refused.slice(0, 20).map((line) => `not an address: ${line}`),
    )
  }
  return {
    data: {
      list: list.address,
      ...(made && { made: true, unknown: made.unknown, unsaid: made.unsaid }),
      ...(members && { members }),
    },
    lines,
  }
}

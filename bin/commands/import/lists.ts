import { realpath } from 'node:fs/promises'
import { Command, Option } from 'commander'
import { type Boxes, boxesIn } from '#archive/import/boxes.ts'
import { previewImport } from '#archive/import/dry-run.ts'
import { pastImports } from '#archive/import/past.ts'
import { leftoversOf } from '#archive/import/record.ts'
import type { Progress, Watch } from '#archive/import/run.ts'
import { openSource, type Source } from '#archive/import/source.ts'
import { allPresets, type PresetName } from '#lists/presets.ts'
import { Refused } from '#lists/refused.ts'
import { settle } from '#search/postgres/entries.ts'
import type { Data } from '../../data.ts'
import { importParts } from '../../importing.ts'
import { answer, onData } from '../answer.ts'
import { interruptible } from '../interruptible.ts'
import { openBar } from '../progress.ts'
import { importOne } from './bring-in.ts'
import { count, openReport, type Report } from './leftovers.ts'
import { type Destination, destinations, makeMissing } from './lists-of-boxes.ts'

interface Options {
  readonly space?: string
  readonly preset: PresetName
  readonly dryRun?: true
  readonly report?: string
  readonly json?: true
}

/** What came of one archive; `id` of its import. */
interface Told extends Pick<Progress, 'added' | 'known' | 'leftovers'> {
  readonly list: string
  readonly source: string
  readonly id?: number
  /** An earlier run had read it to its end. */
  readonly before?: true
}

interface Opened extends Destination {
  readonly source: Source
  readonly path: string
}

export const importListsCommand = () =>
  new Command('lists')
    .argument('<folder>', 'an archive a list: NAME.mbox, NAME.mbox.gz, NAME.zip, or a Maildir NAME')
    .option('--space <slug>', 'make the lists that there are not, in this space')
    .addOption(
      new Option('--preset <preset>', 'of the lists made')
        .choices(Object.keys(allPresets))
        .default('discussion'),
    )
    .option('--dry-run', 'say what would be imported, and change nothing')
    .option('--report <file>', 'write what could not be taken, a JSON line each')
    .option('--json')
    .description(
      'import the archives of many lists, each named after its list: its address, or what stands before the @',
    )
    .action(async (folder: string, options: Options) => onData((data) => importAll(data, folder, options)))

async function importAll(data: Data, folder: string, options: Options): Promise<void> {
  const found = await boxesIn(folder)
  if (found.boxes.length === 0)
    throw new Refused(`there is no archive in ${folder}: see relais import lists --help`)
  const wanted = await destinations(data, found.boxes)
  if (options.space === undefined) refuseMissing(wanted)
  const opened: Opened[] = []
  for (const one of wanted)
    opened.push({
      ...one,
      source: await openSource(one.box.format, one.box.path),
      path: await realpath(one.box.path),
    })
  const report = await openReport(options.report)
  const { signal, end } = interruptible('mails')
  const told = options.dryRun
    ? await lookIntoAll(data, opened, signal, report)
    : await bringInAll(data, await makeMissing(data, opened, options), signal, report)
  end()
  await report.end()
  say(found, told, options)
  if (signal.aborted) throw new Refused('interrupted: the same command goes on from here')
}

function refuseMissing(wanted: readonly Destination[]): void {
  const missing = wanted.filter(({ list }) => list === undefined).map(({ address }) => address)
  if (missing.length > 0)
    throw new Refused(`there is no list ${missing.join(', ')}; with --space they are made`)
}

async function bringInAll(
  data: Data,
  opened: readonly (Opened & { listId: number })[],
  signal: AbortSignal,
  report: Report,
): Promise<Told[]> {
  const parts = importParts(data)
  const bar = openTotalBar(opened)
  const told: Told[] = []
  try {
    for (const one of opened) {
      if (signal.aborted) break
      const { listId, source, path, address: list } = one
      const { format } = one.box
      const same = (await pastImports(data.db, listId)).find(
        (past) => past.source === path && past.format === format && past.bytes === source.totalBytes,
      )
      const isDone = same?.finishedAt && !same.undoneAt
      const watch = { signal, leftover: () => undefined, progress: bar.progress(list) }
      const record = isDone ? same : await importOne(data, parts, { listId, source, format, path }, watch)
      const { id, added, known, leftovers } = record
      told.push({ list, source: path, id, added, known, leftovers, ...(isDone && { before: true }) })
      for await (const left of leftoversOf(data.db, id)) report.add(left, { list })
      bar.next(source.totalBytes)
    }
    await settle(data.db)
    return told
  } finally {
    bar.end()
    await parts.close()
  }
}

async function lookIntoAll(
  { db }: Data,
  opened: readonly Opened[],
  signal: AbortSignal,
  report: Report,
): Promise<Told[]> {
  const bar = openTotalBar(opened)
  const told: Told[] = []
  for (const { list, address, source, path } of opened) {
    if (signal.aborted) break
    const leftover: Watch['leftover'] = (left) => report.add(left, { list: address })
    const watch = { signal, leftover, progress: bar.progress(address) }
    const { added, known, leftovers } = await previewImport(db, { source, listId: list?.id }, watch)
    told.push({ list: address, source: path, added, known, leftovers })
    bar.next(source.totalBytes)
  }
  bar.end()
  return told
}

/** One bar for all sources. */
function openTotalBar(opened: readonly Opened[]) {
  const bar = openBar()
  const total = opened.reduce((sum, { source }) => sum + source.totalBytes, 0)
  let before = 0
  return {
    progress:
      (list: string) =>
      ({ readBytes, added }: Progress): void =>
        bar.show(before + readBytes, total, `${list}: ${count(added)} added`),
    next: (bytes: number): void => {
      before += bytes
    },
    end: () => bar.end(),
  }
}

function say({ others }: Boxes, told: readonly Told[], options: Options): void {
  const sum = (of: (one: Told) => number) => told.reduce((all, one) => all + of(one), 0)
  const now = (of: 'added' | 'known') => sum((one) => (one.before ? 0 : one[of]))
  const total = { added: now('added'), known: now('known'), leftovers: sum(({ leftovers }) => leftovers) }
  answer({ ...total, lists: told, others }, options, () =>
    [
      ...told.map(
        (one) =>
          `${one.list}: ${one.before ? `import ${one.id} had read it to its end` : counted(one, options)}${shownBy(one)}`,
      ),
      `${told.length} archives: ${counted(total, options)}`,
      ...others.map((name) => `left aside: ${name}, which is none of .mbox, .mbox.gz, .zip and Maildir`),
    ].join('\n'),
  )
}

const shownBy = ({ id, leftovers }: Told): string =>
  id === undefined || leftovers === 0 ? '' : ` (relais import show ${id})`

const counted = (of: Pick<Told, 'added' | 'known' | 'leftovers'>, { dryRun }: Options): string =>
  `${count(of.added)} ${dryRun ? 'to be added' : 'added'}, ${count(of.known)} there already, ${count(of.leftovers)} not taken`

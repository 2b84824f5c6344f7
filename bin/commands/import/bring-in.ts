// Runs an import, or looks what it would do, and tells the operator.

import { type Preview, previewImport } from '#archive/import/dry-run.ts'
import type { Leftover } from '#archive/import/found.ts'
import { type ImportRecord, leftoversOf } from '#archive/import/record.ts'
import { type ImportParts, runImport, type Wanted, type Watch } from '#archive/import/run.ts'
import { note } from '#lists/audit.ts'
import { Refused } from '#lists/refused.ts'
import { settle } from '#search/postgres/entries.ts'
import type { Data } from '../../data.ts'
import { importParts } from '../../importing.ts'
import { answer } from '../answer.ts'
import { count, leftoversInWords, openReport, SHOWN } from './leftovers.ts'
import { openWatch } from './watch.ts'

export interface ImportOptions {
  readonly report?: string
  readonly json?: true
}

/** What else is told: data for scripts, lines for people. */
export interface Besides {
  readonly data: object
  readonly lines: readonly string[]
}

const NOTHING: Besides = { data: {}, lines: [] }

/** Imports; refused at its end when somebody stopped it. */
export async function bringIn(
  data: Data,
  wanted: Wanted,
  options: ImportOptions,
  besides = NOTHING,
): Promise<void> {
  const parts = importParts(data)
  const watched = openWatch(() => undefined)
  const record = await importOne(data, parts, wanted, watched.watch).finally(async () => {
    watched.end()
    await parts.close()
  })
  await settle(data.db)
  const examples = await reported(leftoversOf(data.db, record.id), options.report)
  const { id, added, known, leftovers, readBytes } = record
  answer({ id, added, known, leftovers, readBytes, examples, ...besides.data }, options, () =>
    [...besides.lines, ...resultInWords(record, examples)].join('\n'),
  )
  if (watched.watch.signal.aborted) throw new Refused('interrupted: the same command goes on from here')
}

/** Imports one source into one list, and notes that somebody did. */
export async function importOne(
  { db }: Data,
  parts: ImportParts,
  wanted: Wanted,
  watch: Watch,
): Promise<ImportRecord> {
  const record = await runImport(parts, wanted, watch)
  const detail = { import: record.id, added: record.added }
  await note(db, { act: 'import-archive', via: 'command', listId: wanted.listId, detail })
  return record
}

/** Says what importing would do; changes nothing. */
export async function lookInto(
  { db }: Data,
  wanted: Pick<Wanted, 'source'> & { readonly listId: number | undefined },
  options: ImportOptions,
  besides = NOTHING,
): Promise<void> {
  const report = await openReport(options.report)
  const examples: Leftover[] = []
  const watched = openWatch((one) => {
    if (examples.length < SHOWN) examples.push(one)
    report.add(one)
  })
  const preview = await previewImport(db, wanted, watched.watch).finally(async () => {
    watched.end()
    await report.end()
  })
  answer({ ...preview, examples, ...besides.data }, options, () =>
    [...besides.lines, ...previewInWords(preview, examples)].join('\n'),
  )
  if (watched.watch.signal.aborted) throw new Refused('interrupted: the rest was not looked at')
}

async function reported(all: AsyncIterable<Leftover>, file: string | undefined): Promise<Leftover[]> {
  const report = await openReport(file)
  const examples: Leftover[] = []
  for await (const one of all) {
    if (examples.length < SHOWN) examples.push(one)
    else if (file === undefined) break
    report.add(one)
  }
  await report.end()
  return examples
}

const day = (date: Date | undefined) => date?.toISOString().slice(0, 10) ?? 'no date'

function resultInWords(record: ImportRecord, examples: readonly Leftover[]): string[] {
  return [
    `import ${record.id}: ${count(record.added)} added, ${count(record.known)} there already, ` +
      `${count(record.leftovers)} not taken`,
    ...leftoversInWords(record.leftovers, examples),
  ]
}

function previewInWords(preview: Preview, examples: readonly Leftover[]): string[] {
  const { added, known, leftovers, rewritten, first, last } = preview
  const stretch = added === 0 ? '' : ` of ${day(first)} to ${day(last)}`
  return [
    `would add ${count(added)} mails${stretch}; ` +
      `${count(known)} there already, ${count(leftovers)} not to be taken`,
    ...(rewritten > 0 ? [`${count(rewritten)} get their author back, whom an old system had hidden`] : []),
    ...leftoversInWords(leftovers, examples),
  ]
}

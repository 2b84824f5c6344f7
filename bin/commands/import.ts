import { createWriteStream } from 'node:fs'
import { Argument, Command } from 'commander'
import { type Preview, previewImport } from '#archive/import/dry-run.ts'
import type { ImportRecord } from '#archive/import/record.ts'
import { runImport, type Watch } from '#archive/import/run.ts'
import type { Leftover, SourceFormat } from '#archive/import/source.ts'
import { note } from '#lists/audit.ts'
import { Refused } from '#lists/refused.ts'
import { importParts } from '../importing.ts'
import { answer, listNamed, onData, say } from './answer.ts'
import { type Bar, openBar } from './progress.ts'

const FORMATS: readonly SourceFormat[] = ['mbox', 'maildir', 'eml', 'zip']
const SHOWN = 20 // leftovers named in the answer; --report names all

export const importCommand = () =>
  new Command('import')
    .addArgument(new Argument('<format>', 'what the source is').choices(FORMATS))
    .argument('<list>')
    .argument('<source>', 'a file or a folder')
    .option('--dry-run', 'say what would be imported, and change nothing')
    .option('--report <file>', 'write what could not be taken, a JSON line each')
    .option('--json')
    .description('bring old mail into the archive of a list; no mail is sent, and twice is once')
    .action(async (format: SourceFormat, listAddress: string, path: string, options) =>
      onData(async (data) => {
        const { db } = data
        const list = await listNamed(db, listAddress)
        const wanted = { listId: list.id, format, path }
        const watched = watch(options.report)
        try {
          if (options.dryRun) {
            const preview = await previewImport(db, wanted, watched.watch)
            watched.end()
            answer({ ...preview, examples: watched.examples }, options, () =>
              previewInWords(preview, watched.examples),
            )
            return
          }
          const parts = importParts(data)
          const record = await runImport(parts, wanted, watched.watch).finally(() => parts.close())
          watched.end()
          await note(db, {
            act: 'import-archive',
            via: 'command',
            listId: list.id,
            detail: { import: record.id, added: record.added },
          })
          answer({ ...record, examples: watched.examples }, options, () =>
            resultInWords(record, watched.examples),
          )
          if (watched.watch.signal.aborted)
            throw new Refused('interrupted: the same command goes on from here')
        } finally {
          watched.end()
        }
      }),
    )

/** A progress bar, a report, and an end that waits for the group in hand when somebody presses Ctrl-C. */
function watch(report: string | undefined) {
  const bar: Bar = openBar()
  const stop = new AbortController()
  const file = report === undefined ? undefined : createWriteStream(report)
  const examples: Leftover[] = []
  const interrupt = () => {
    stop.abort()
    say('Stopping after the mails in hand…')
  }
  process.once('SIGINT', interrupt)
  let ended = false
  const theWatch: Watch = {
    signal: stop.signal,
    progress: (now) =>
      bar.show(now.readBytes, now.totalBytes, `${count(now.added)} added, ${count(now.known)} there already`),
    leftover: (one) => {
      if (examples.length < SHOWN) examples.push(one)
      file?.write(`${JSON.stringify({ file: one.place.file, offset: one.place.offset, why: one.why })}\n`)
    },
  }
  return {
    watch: theWatch,
    examples,
    end: () => {
      if (ended) return
      ended = true
      process.off('SIGINT', interrupt)
      bar.end()
      file?.end()
    },
  }
}

const count = (n: number) => n.toLocaleString('en')
const day = (date: Date | undefined) => date?.toISOString().slice(0, 10) ?? 'no date'

function resultInWords(record: ImportRecord, examples: readonly Leftover[]): string {
  return [
    `${count(record.added)} added, ${count(record.known)} there already, ${count(record.leftovers)} not taken`,
    ...leftoversInWords(record.leftovers, examples),
  ].join('\n')
}

function previewInWords(preview: Preview, examples: readonly Leftover[]): string {
  return [
    `would add ${count(preview.added)} mails of ${day(preview.first)} to ${day(preview.last)}; ` +
      `${count(preview.known)} there already, ${count(preview.leftovers)} not to be taken`,
    ...(preview.rewritten > 0
      ? [`${count(preview.rewritten)} have their author back, whom an old system had hidden`]
      : []),
    ...leftoversInWords(preview.leftovers, examples),
  ].join('\n')
}

function leftoversInWords(all: number, examples: readonly Leftover[]): string[] {
  const lines = examples.map(({ place, why }) => `not taken: ${place.file} at byte ${place.offset}: ${why}`)
  return all > lines.length ? [...lines, `… and ${count(all - lines.length)} more: see --report`] : lines
}

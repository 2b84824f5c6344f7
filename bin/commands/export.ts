import { Command, Option } from 'commander'
import type { PostedMail } from '#archive/export/bundle.ts'
import { writeBundle } from '#archive/export/bundle.ts'
import { type Extent, exportSize, mailsToExport } from '#archive/export/mails-to-export.ts'
import { gzipped, mboxrd } from '#archive/export/mbox.ts'
import { note } from '#lists/audit.ts'
import { listFacts, membersOf } from '#lists/list-export.ts'
import type { List } from '#lists/lists.ts'
import { Refused } from '#lists/refused.ts'
import type { Data } from '../data.ts'
import { version } from '../version.ts'
import { listNamed, onData } from './answer.ts'
import { openBar } from './progress.ts'
import { writeWhole } from './write-whole.ts'

type Format = 'mbox' | 'archive'

const EXTENTS: Readonly<Record<Format, Extent>> = { mbox: 'shown, by date', archive: 'all, as filed' }

export const exportCommand = () =>
  new Command('export')
    .argument('<list>')
    .addOption(
      new Option(
        '--format <format>',
        'mbox: what the list shows; archive: all of it, settings and members too',
      )
        .choices(Object.keys(EXTENTS))
        .makeOptionMandatory(),
    )
    .requiredOption(
      '--out <file>',
      'where to; - is standard output; with .gz at its end an mbox is compressed',
    )
    .option('--force', 'write over a file that is there')
    .option('--json')
    .description('write the archive of a list to a file')
    .action(async (address: string, options: { format: Format; out: string; force?: true; json?: true }) =>
      onData(async (data) => {
        const { format, out } = options
        if (format === 'archive' && out.endsWith('.gz'))
          throw new Refused('an archive is a zip, compressed already: give it a name that ends in .zip')
        const list = await listNamed(data.db, address)
        const wrote = { messages: 0, members: 0 }
        const bytes = contentOf(data, list, format, wrote)
        const { size, sha256 } = await writeWhole(out.endsWith('.gz') ? gzipped(bytes) : bytes, options)
        const { db } = data
        await note(db, { act: 'export', via: 'command', listId: list.id, detail: { format, ...wrote } })
        const facts = { list: list.address, format, file: out, ...wrote, bytes: size, sha256 }
        const words = `${wrote.messages.toLocaleString('en')} messages written to ${out}, ${size.toLocaleString('en')} bytes, SHA-256 ${sha256}`
        const text = options.json ? JSON.stringify(facts, undefined, 2) : words
        // What was exported may be on standard output.
        ;(out === '-' ? process.stderr : process.stdout).write(`${text}\n`)
      }),
    )

async function* contentOf(
  data: Data,
  list: List,
  format: Format,
  wrote: { messages: number; members: number },
): AsyncGenerator<Buffer> {
  const { db, blobs } = data
  const total = await exportSize(db, list.id, EXTENTS[format])
  const bar = openBar()
  let done = 0
  const mails = counted(mailsToExport(db, blobs, list.id, EXTENTS[format]), ({ bytes }) => {
    done += bytes.length
    wrote.messages++
    bar.show(done, total.bytes, `${wrote.messages.toLocaleString('en')} messages`)
  })
  try {
    if (format === 'mbox') yield* mboxrd(dated(mails))
    else
      yield* writeBundle({
        list: { address: list.address, listId: list.listId, title: list.title },
        software: `Relais ${version()}`,
        madeAt: new Date(),
        messages: mails,
        members: counted(await membersOf(db, list), () => void wrote.members++),
        settings: { ...(await listFacts(db, list)) },
      })
  } finally {
    bar.end()
  }
}

async function* counted<T>(
  items: AsyncIterable<T> | Iterable<T>,
  count: (item: T) => void,
): AsyncGenerator<T> {
  for await (const item of items) {
    yield item
    count(item)
  }
}

async function* dated(mails: AsyncIterable<PostedMail>) {
  for await (const { bytes, datedAt } of mails) yield { bytes, date: datedAt }
}

import { realpath } from 'node:fs/promises'
import { Command } from 'commander'
import { openSource, type SourceFormat } from '#archive/import/source.ts'
import { listNamed, onData } from '../answer.ts'
import { bringIn, type ImportOptions, lookInto } from './bring-in.ts'

const SAYS: Readonly<Record<SourceFormat, string>> = {
  mbox: 'an mbox file, or a folder of them',
  maildir: 'a Maildir, with its folders',
  eml: 'a mail in a file, or a folder of them',
  zip: 'a zip of mails, mboxes or a Maildir',
}

export const importMailsCommand = (format: SourceFormat) =>
  new Command(format)
    .argument('<list>')
    .argument('<source>', SAYS[format])
    .option('--dry-run', 'say what would be imported, and change nothing')
    .option('--report <file>', 'write what could not be taken, a JSON line each')
    .option('--json')
    .description(`import ${SAYS[format]}`)
    .action(async (listAddress: string, path: string, options: ImportOptions & { dryRun?: true }) =>
      onData(async (data) => {
        const list = await listNamed(data.db, listAddress)
        const source = await openSource(format, path)
        if (options.dryRun) return await lookInto(data, { source, listId: list.id }, options)
        await bringIn(data, { listId: list.id, source, format, path: await realpath(path) }, options)
      }),
    )

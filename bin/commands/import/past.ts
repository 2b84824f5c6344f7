import { Command } from 'commander'
import { type PastImport, pastImport, pastImports } from '#archive/import/past.ts'
import { leftoversOf } from '#archive/import/record.ts'
import { Refused } from '#lists/refused.ts'
import type { Db } from '#store/database.ts'
import { answer, columns, listNamed, onData } from '../answer.ts'
import { count, REASONS } from './leftovers.ts'

export const importListCommand = () =>
  new Command('list')
    .argument('[list]', 'all lists without it')
    .option('--json')
    .description('what was imported, when and how far')
    .action(async (address: string | undefined, options: { json?: true }) =>
      onData(async ({ db }) => {
        const list = address === undefined ? undefined : await listNamed(db, address)
        const imports = await pastImports(db, list?.id)
        answer(imports, options, () => columns(imports.map(cellsOf)))
      }),
    )

export const importShowCommand = () =>
  new Command('show')
    .argument('<id>', 'its number, as `import list` says it')
    .option('--json')
    .description('an import, and all that could not be taken')
    .action(async (id: string, options: { json?: true }) =>
      onData(async ({ db }) => {
        const past = await importNumbered(db, id)
        const leftovers: { file: string; offset: number; why: string; says: string }[] = []
        for await (const { place, why } of leftoversOf(db, past.id))
          leftovers.push({ ...place, why, says: REASONS[why] })
        answer({ ...past, leftovers }, options, () =>
          [
            columns([cellsOf(past)]),
            ...leftovers.map(({ file, offset, says }) => `not taken: ${file}, byte ${offset}: ${says}`),
          ].join('\n'),
        )
      }),
    )

/** The import of that number, or a refusal. */
export async function importNumbered(db: Db, id: string): Promise<PastImport> {
  const past = /^\d{1,15}$/.test(id) ? await pastImport(db, Number(id)) : undefined
  if (!past) throw new Refused(`there is no import ${id}: see \`relais import list\``)
  return past
}

function cellsOf(past: PastImport): string[] {
  return [
    String(past.id),
    minute(past.startedAt),
    past.list,
    `${past.format} ${past.source}`,
    howFar(past),
    `${count(past.added)} added, ${count(past.known)} there already, ${count(past.leftovers)} not taken`,
  ]
}

function howFar({ undoneAt, finishedAt, readBytes, bytes }: PastImport): string {
  if (undoneAt) return `taken back ${minute(undoneAt)}`
  if (finishedAt) return 'finished'
  return `interrupted at ${bytes === 0 ? 0 : Math.floor((100 * readBytes) / bytes)} %`
}

const minute = (at: Date) => at.toISOString().slice(0, 16).replace('T', ' ')

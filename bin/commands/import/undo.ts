import { Command } from 'commander'
import type { PastImport } from '#archive/import/past.ts'
import { previewUndo, type UndoPreview, undoImport } from '#archive/import/undo.ts'
import { note } from '#lists/audit.ts'
import { Refused } from '#lists/refused.ts'
import { remove } from '#search/postgres/entries.ts'
import { answer, onData } from '../answer.ts'
import { count } from './leftovers.ts'
import { importNumbered } from './past.ts'
import { openUndoWatch } from './watch.ts'

export const importUndoCommand = () =>
  new Command('undo')
    .argument('<id>', 'its number, as `import list` says it')
    .option('--yes', 'take it back; without it, only say what would go')
    .option('--json')
    .description('take back what an import added')
    .action(async (id: string, options: { yes?: true; json?: true }) =>
      onData(async ({ db }) => {
        const past = await importNumbered(db, id)
        const preview = await previewUndo(db, past)
        if (past.undoneAt && preview.postings === 0)
          throw new Refused(`import ${past.id} was taken back already: nothing of it is left to go`)
        if (!options.yes) {
          answer({ id: past.id, list: past.list, ...preview }, options, () => previewInWords(past, preview))
          return
        }
        const watched = openUndoWatch()
        const taken = await undoImport({ db, forget: remove }, past, watched.watch).finally(watched.end)
        await note(db, {
          act: 'undo-import',
          via: 'command',
          listId: past.listId,
          detail: { import: past.id, ...taken },
        })
        answer({ id: past.id, list: past.list, ...taken, kept: preview.kept }, options, () =>
          [
            `${count(taken.postings)} messages taken from ${past.list}, ${count(taken.messages)} of them from the archive`,
            ...keptInWords(preview),
          ].join('\n'),
        )
        if (watched.watch.signal.aborted) throw new Refused('interrupted: the same command goes on from here')
      }),
    )

function previewInWords({ id, list }: PastImport, preview: UndoPreview): string {
  const { postings, messages, first, last } = preview
  const stretch = first && last ? ` of ${day(first)} to ${day(last)}` : ''
  return [
    `would take ${count(postings)} messages${stretch} from ${list}, ${count(messages)} of them from the archive`,
    ...keptInWords(preview),
    ...(postings > 0 ? [`relais import undo ${id} --yes does it`] : []),
  ].join('\n')
}

function keptInWords({ kept }: UndoPreview): string[] {
  return kept === 0 ? [] : [`${count(kept)} have been sent to the list since, and stay`]
}

const day = (at: Date) => at.toISOString().slice(0, 10)

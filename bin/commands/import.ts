import { Command } from 'commander'
import { importArchiveCommand } from './import/archive.ts'
import { importMailsCommand } from './import/mails.ts'
import { importListCommand, importShowCommand } from './import/past.ts'
import { importUndoCommand } from './import/undo.ts'

export const importCommand = () => {
  const command = new Command('import').description(
    'bring old mail into the archive of a list; no mail is sent, and twice is once',
  )
  for (const format of ['mbox', 'maildir', 'eml', 'zip'] as const)
    command.addCommand(importMailsCommand(format))
  return command
    .addCommand(importArchiveCommand())
    .addCommand(importListCommand())
    .addCommand(importShowCommand())
    .addCommand(importUndoCommand())
}

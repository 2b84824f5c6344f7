import { Command } from 'commander'

/** Loaded when asked for: bringing mails in needs nothing that reads archives of ours, nor what takes an import back. */
const commands = {
  mbox: async () => (await import('./import/mails.ts')).importMailsCommand('mbox'),
  maildir: async () => (await import('./import/mails.ts')).importMailsCommand('maildir'),
  eml: async () => (await import('./import/mails.ts')).importMailsCommand('eml'),
  zip: async () => (await import('./import/mails.ts')).importMailsCommand('zip'),
  lists: async () => (await import('./import/lists.ts')).importListsCommand(),
  archive: async () => (await import('./import/archive.ts')).importArchiveCommand(),
  list: async () => (await import('./import/past.ts')).importListCommand(),
  show: async () => (await import('./import/past.ts')).importShowCommand(),
  undo: async () => (await import('./import/undo.ts')).importUndoCommand(),
} as const

/** `asked` is the word after `import`. */
export async function importCommand(asked: string | undefined): Promise<Command> {
  const command = new Command('import').description(
    'bring old mail into the archive of lists; no mail is sent, and twice is once',
  )
  const wanted = asked !== undefined && Object.hasOwn(commands, asked) ? [asked] : Object.keys(commands)
  for (const name of wanted) command.addCommand(await commands[name as keyof typeof commands]())
  return command
}

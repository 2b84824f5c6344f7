import { pipeline } from 'node:stream/promises'
import { Command } from 'commander'
import { Refused } from '#lists/refused.ts'
import { clearOutbox, listOutbox, outboxMail } from '#mta/out/outbox.ts'
import { answer, columns, onData, say } from './answer.ts'

export const outboxCommand = () => {
  const outbox = new Command('outbox').description('mail kept instead of sent, while no relay is set')
  outbox
    .command('list')
    .option('--json')
    .option('--search <text>', 'in subjects and recipients')
    .option('--limit <n>', 'the newest so many', Number, 50)
    .description('what is kept, newest first')
    .action(async (options) =>
      onData(async ({ db }) => {
        const rows = await listOutbox(db, {
          limit: options.limit,
          ...(options.search && { search: options.search }),
        })
        answer(rows, options, () =>
          columns(
            rows.map((r) => [
              String(r.id),
              r.createdAt.toISOString().slice(0, 19),
              r.recipients.join(' ').slice(0, 60),
              r.subject,
            ]),
          ),
        )
      }),
    )
  outbox
    .command('show')
    .argument('<id>')
    .description('one mail, as it would have left')
    .action(async (id: string) =>
      onData(async ({ db, blobs }) => {
        const mail = /^\d{1,15}$/.test(id) ? await outboxMail(db, blobs, Number(id)) : undefined
        if (!mail) throw new Refused(`no mail ${id} in the outbox`)
        await pipeline(mail.stream, process.stdout, { end: false })
      }),
    )
  outbox
    .command('clear')
    .description('forget all of it')
    .action(async () => onData(async ({ db }) => say(`${await clearOutbox(db)} mails forgotten`)))
  return outbox
}

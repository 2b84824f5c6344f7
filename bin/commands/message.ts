import { pipeline } from 'node:stream/promises'
import { Command } from 'commander'
import { messagesById, openRawById } from '#archive/by-message-id.ts'
import { Refused } from '#lists/refused.ts'
import { answer, columns, onData } from './answer.ts'

export const messageCommand = () =>
  new Command('message')
    .argument('<message-id>')
    .option('--raw', 'the stored bytes')
    .option('--json')
    .description('an archived message')
    .action(async (id: string, options) =>
      onData(async ({ db, blobs }) => {
        const messageId = id.replace(/^<|>$/g, '')
        if (options.raw) {
          const raw = await openRawById(db, blobs, messageId)
          if (!raw) throw new Refused(`no message <${messageId}> in the archive`)
          return await pipeline(raw, process.stdout, { end: false })
        }
        const found = await messagesById(db, messageId)
        if (found.length === 0) throw new Refused(`no message <${messageId}> in the archive`)
        answer(found, options, () =>
          columns(found.map((m) => [m.datedAt.toISOString(), m.list, m.fromAddress, m.subject])),
        )
      }),
    )

import { Command } from 'commander'
import { planDigest } from '#lists/digests/send.ts'
import { waitingLists } from '#mta/out/waiting.ts'
import { listNamed, onData, say } from './answer.ts'

export const digestCommand = () => {
  const digest = new Command('digest').description('mails of one a day')
  digest
    .command('send')
    .argument('[list]', 'without it, every list')
    .description('send now what waits for the next digests, without waiting for their hour')
    .action(async (listAddress: string | undefined) =>
      onData(async ({ db }) => {
        const only = listAddress === undefined ? undefined : (await listNamed(db, listAddress)).id
        const waiting = (await waitingLists(db)).filter(({ listId }) => only === undefined || listId === only)
        const now = new Date()
        for (const { listId } of waiting) await planDigest(db, listId, now)
        say(
          waiting.length === 0
            ? 'nothing waits for a digest'
            : `digests of ${waiting.length} lists are being made`,
        )
      }),
    )
  return digest
}

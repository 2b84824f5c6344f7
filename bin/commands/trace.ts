import { Command } from 'commander'
import { messagesById } from '#archive/by-message-id.ts'
import { bouncesOf } from '#lists/bounces/bounces.ts'
import { tracePosts } from '#lists/posts.ts'
import { Refused } from '#lists/refused.ts'
import { traceDeliveries } from '#mta/out/figures.ts'
import { answer, columns, onData } from './answer.ts'

export const traceCommand = () =>
  new Command('trace')
    .argument('<message-id>')
    .option('--json')
    .description('what became of a message: each list, each copy')
    .action(async (id: string, options) =>
      onData(async ({ db }) => {
        const messageId = id.replace(/^<|>$/g, '')
        const posts = await tracePosts(db, messageId)
        const archived = await messagesById(db, messageId)
        if (posts.length + archived.length === 0) throw new Refused(`no message <${messageId}> was received`)
        const numbers = [...new Set(archived.map((m) => m.id))]
        const deliveries = (await Promise.all(numbers.map((n) => traceDeliveries(db, n)))).flat()
        const bounces = (await Promise.all(numbers.map((n) => bouncesOf(db, n)))).flat()
        answer({ posts, archived, deliveries, bounces }, options, () =>
          [
            columns(
              posts.map((p) => [
                p.receivedAt.toISOString(),
                p.list,
                p.state,
                p.reasons.map((r) => r.reason).join(', '),
              ]),
            ),
            columns(deliveries.map((d) => [d.recipient, d.state, String(d.tries), d.reply ?? ''])),
            columns(bounces.map((b) => [b.address, `came back: ${b.class}`, b.status, b.diagnostic])),
          ].join('\n'),
        )
      }),
    )

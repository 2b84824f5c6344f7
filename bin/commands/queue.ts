import { Command } from 'commander'
import { decideHeld } from '#lists/moderation/decide.ts'
import { openOriginal } from '#lists/original.ts'
import { type Decision, waitingPosts } from '#lists/posts.ts'
import { Refused } from '#lists/refused.ts'
import { queueState } from '#mta/out/figures.ts'
import { retryDelivery } from '#mta/out/queue.ts'
import { listSetAside, retrySetAside } from '#store/set-aside.ts'
import { answer, columns, onData, say } from './answer.ts'

function numbered(id: string): number {
  if (!/^\d{1,15}$/.test(id)) throw new Refused(`"${id}" is not a number of the queue`)
  return Number(id)
}

async function decide(id: string, what: Decision, note?: string): Promise<void> {
  await onData(async ({ db }) => {
    const outcome = await decideHeld(db, numbered(id), { what, via: 'command', ...(note && { note }) })
    if (outcome === 'unknown') throw new Refused(`nothing in the queue has the number ${id}`)
    if (outcome === 'decided-before') throw new Refused(`${id} does not wait for a decision (any more)`)
    say(what === 'accept' ? 'accepted' : 'refused')
  })
}

export const queueCommand = () => {
  const queue = new Command('queue').description('what waits: held posts, deliveries, work set aside')
  queue
    .command('list')
    .option('--json')
    .description('held posts and why, what waits to be sent, work that keeps failing')
    .action(async (options) =>
      onData(async ({ db, blobs }) => {
        const waiting = await waitingPosts(db, 500)
        const posts = await Promise.all(
          waiting.map(async ({ blob, ...post }) => {
            const stored = { ...post, id: post.arrivalId, blob } as unknown as Parameters<
              typeof openOriginal
            >[2]
            const { header } = await openOriginal(db, blobs, stored)
            return {
              id: post.id,
              list: post.list,
              state: post.state,
              from: post.from ?? header.text('From'),
              subject: header.text('Subject'),
              receivedAt: post.receivedAt,
              reasons: post.reasons.map((r) => r.reason),
              decision: post.decided,
              decidedBy: post.decidedBy,
              effectiveAt: post.effectiveAt,
              trace: post.trace,
            }
          }),
        )
        const deliveries = await queueState(db)
        const setAside = await listSetAside(db)
        answer({ posts, deliveries, setAside }, options, () =>
          [
            posts.length === 0
              ? 'No post waits.'
              : columns(
                  posts.map((p) => [
                    String(p.id),
                    p.state,
                    p.list,
                    p.from,
                    p.subject.slice(0, 60),
                    p.reasons.join(', '),
                    p.decision === null
                      ? ''
                      : `${p.decision} by ${p.decidedBy ?? 'the operator'}, in effect ${p.effectiveAt?.toISOString()}`,
                  ]),
                ),
            `To send: ${JSON.stringify(deliveries)}`,
            ...setAside.map(
              (s) => `Set aside ${s.id}: ${s.job} after ${s.tries} tries: ${s.error.split('\n')[0]}`,
            ),
          ].join('\n'),
        )
      }),
    )
  queue
    .command('accept')
    .argument('<id>')
    .description('let a held post through')
    .action(async (id: string) => decide(id, 'accept'))
  queue
    .command('refuse')
    .argument('<id>')
    .option('--note <text>', 'said to the author')
    .description('refuse a held post')
    .action(async (id: string, options) => decide(id, 'refuse', options.note))
  queue
    .command('retry')
    .argument('[id]', 'work set aside; without it, every delivery that waits is tried now')
    .description('try again now')
    .action(async (id: string | undefined) =>
      onData(async ({ db }) => {
        if (id === undefined) return say(`${await retryDelivery(db, 'all waiting')} deliveries are due now`)
        if (!(await retrySetAside(db, numbered(id))))
          throw new Refused(`no work set aside has the number ${id}`)
        say('it will be tried again')
      }),
    )
  return queue
}

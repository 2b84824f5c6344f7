import { Command, InvalidArgumentError } from 'commander'
import { planAllReading } from '#archive/read-files.ts'
import { messagesAfter, messagesLeft, searchables } from '#archive/searchable.ts'
import { Refused } from '#lists/refused.ts'
import { SearchAway } from '#search/away.ts'
import { RebuildUnderWay } from '#search/meilisearch/rebuild.ts'
import { indexAnew, type Renewed } from '#search/postgres/anew.ts'
import type { WithMeilisearch } from '#search/with-meilisearch.ts'
import type { Data } from '../../data.ts'
import { openEngines } from '../../searching.ts'
import { answer, onData } from '../answer.ts'
import { count } from '../import/leftovers.ts'
import { interruptible } from '../interruptible.ts'
import { openBar } from '../progress.ts'

function messageNumber(text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw new InvalidArgumentError('the number that an interrupted run has said')
  return Number(text)
}

export const indexRebuildCommand = () =>
  new Command('rebuild')
    .option(
      '--after <number>',
      'go on after this message, where an earlier run was interrupted',
      messageNumber,
      0,
    )
    .option('--json')
    .description('make the search index anew from the archive; the server goes on, and search too')
    .action(async (options: { after: number; json?: true }) =>
      onData(async (data) => {
        const { postgres, meilisearch } = openEngines(data)
        const { signal, end } = interruptible('messages')
        try {
          const renewed = await renewPostgres(data, postgres, { after: options.after, signal })
          if (signal.aborted)
            throw new Refused(
              `interrupted: \`relais index rebuild --after ${renewed.last}\` goes on from here`,
            )
          const filesWaiting = await planAllReading(data.db)
          const sent = meilisearch && (await renewMeilisearch(data, meilisearch, signal))
          const facts = {
            messages: renewed.messages,
            filesWaiting,
            ...(sent !== undefined && { meilisearch: sent }),
          }
          answer(facts, options, () => inWords(facts).join('\n'))
        } finally {
          end()
        }
      }),
    )

async function renewPostgres(
  { db, blobs }: Data,
  engine: ReturnType<typeof openEngines>['postgres'],
  { after, signal }: { readonly after: number; readonly signal: AbortSignal },
): Promise<Renewed> {
  const { messages } = await messagesLeft(db, after)
  const bar = openBar()
  const onProgress = (now: Renewed) => bar.show(now.messages, messages, `${count(now.messages)} messages`)
  const entries: Parameters<typeof indexAnew>[0]['entries'] = (tx, ids) =>
    searchables(tx, blobs, ids, 'hidden too')
  try {
    return await indexAnew({ db, engine, messagesAfter, entries }, { after, signal, onProgress })
  } finally {
    bar.end()
  }
}

/** Messages sent; refused when it can't be done now. */
async function renewMeilisearch({ db }: Data, both: WithMeilisearch, signal: AbortSignal): Promise<number> {
  const { messages } = await messagesLeft(db, 0)
  const bar = openBar()
  const onProgress = (sent: number) => bar.show(sent, messages, `${count(sent)} messages for Meilisearch`)
  try {
    return await both.rebuild({ signal, onProgress })
  } catch (error) {
    if (error instanceof RebuildUnderWay)
      throw new Refused(
        'PostgreSQL’s index is made anew; that of Meilisearch is being made by another process',
      )
    if (error instanceof SearchAway)
      throw new Refused(`PostgreSQL’s index is made anew; that of Meilisearch cannot be: ${error.message}`)
    if (signal.aborted) throw new Refused('interrupted: the index of Meilisearch stays as it was')
    throw error
  } finally {
    bar.end()
  }
}

function inWords(facts: { messages: number; filesWaiting: number; meilisearch?: number }): string[] {
  return [
    `${count(facts.messages)} messages indexed anew`,
    ...(facts.meilisearch === undefined ? [] : [`${count(facts.meilisearch)} messages sent to Meilisearch`]),
    ...(facts.filesWaiting === 0
      ? []
      : [
          `messages whose files have not been read yet: ${count(facts.filesWaiting)}; the server does it by and by`,
        ]),
  ]
}

// Puts the planted questions to a running server, as a stranger would: over HTTP.
import { z } from 'zod'
import { urlHash } from '#mta/message/identity.ts'
import type { Answers } from '../archive/answers.ts'
import { questionOf } from '../archive/question.ts'
import { countsAsked, type Given, type GivenAnswers, threadId } from '../archive/score.ts'

const found = z.object({ total: z.number(), hits: z.array(z.object({ messageId: z.string() })) })

const A_PAGE = 100
const MOST_PAGES = 20

/** The answers of a server to everything that is asked of an archive. */
export async function askAll(web: string, answers: Answers): Promise<GivenAnswers> {
  const given = new Map<string, Given>()
  for (const needle of answers.needles) given.set(needle.id, { ids: await idsFor(web, questionOf(needle)) })
  for (const { root } of answers.threads)
    given.set(threadId(root), { ids: await idsFor(web, `fil:${urlHash(root)}`) })
  // Months and years in another time zone have other mails at their ends.
  const zone = answers.meta.timeZone
  for (const { id, asks } of countsAsked(answers)) {
    if (zone !== 'Europe/Paris' && asks.date !== undefined) continue
    const words = [
      ...(asks.from === undefined ? [] : [`de:${asks.from}`]),
      ...(asks.list === undefined ? [] : [`liste:${asks.list}`]),
      ...(asks.date === undefined ? [] : [`date:${asks.date}`]),
    ]
    given.set(id, { count: (await page(web, words.join(' '), 0)).total })
  }
  return given
}

/** Every message that a question finds. */
async function idsFor(web: string, question: string): Promise<string[]> {
  const ids = new Set<string>()
  for (let n = 0; n < MOST_PAGES; n++) {
    const { total, hits } = await page(web, question, n * A_PAGE)
    for (const { messageId } of hits) ids.add(messageId)
    if (hits.length < A_PAGE || ids.size >= total) break
  }
  return [...ids]
}

async function page(web: string, question: string, offset: number): Promise<z.infer<typeof found>> {
  const asked = new URLSearchParams({ q: question, limit: String(A_PAGE), offset: String(offset) })
  const answer = await fetch(`${web}/api/v1/search?${asked}`)
  if (!answer.ok) throw new Error(`the search for « ${question} » answered ${answer.status}`)
  return found.parse(await answer.json())
}

// Puts the planted questions to a running server, as a stranger would: over HTTP.
import { z } from 'zod'
import { urlHash } from '#mta/message/identity.ts'
import type { Answers } from '../archive/answers.ts'
import { questionOf } from '../archive/question.ts'
import { countsAsked, type Given, type GivenAnswers, threadId } from '../archive/score.ts'

const found = z.object({ total: z.number(), hits: z.array(z.object({ messageId: z.string() })) })

const A_PAGE = 100
const MOST_PAGES = 20

/** The answers of a server to everything that is asked of an archive; where it fails there is none. */
export async function askAll(web: string, answers: Answers): Promise<GivenAnswers> {
  const given = new Map<string, Given>()
  const asked = [
    ...answers.needles.map((needle) => ({ id: needle.id, question: questionOf(needle) })),
    ...answers.threads.map(({ root }) => ({ id: threadId(root), question: `fil:${urlHash(root)}` })),
  ]
  for (const { id, question } of asked) {
    const ids = await idsFor(web, question)
    if (ids !== undefined) given.set(id, { ids })
  }
  for (const { id, asks } of countsAsked(answers)) {
    const words = [
      ...(asks.from === undefined ? [] : [`de:${asks.from}`]),
      ...(asks.list === undefined ? [] : [`liste:${asks.list}`]),
      ...(asks.date === undefined ? [] : [`date:${asks.date}`]),
    ]
    const first = await page(web, words.join(' '), 0)
    if (first !== undefined) given.set(id, { count: first.total })
  }
  return given
}

/** Every message that a question finds. */
async function idsFor(web: string, question: string): Promise<string[] | undefined> {
  const ids = new Set<string>()
  for (let n = 0; n < MOST_PAGES; n++) {
    const next = await page(web, question, n * A_PAGE)
    if (next === undefined) return undefined
    const { total, hits } = next
    for (const { messageId } of hits) ids.add(messageId)
    if (hits.length < A_PAGE || ids.size >= total) break
  }
  return [...ids]
}

async function page(
  web: string,
  question: string,
  offset: number,
): Promise<z.infer<typeof found> | undefined> {
  const asked = new URLSearchParams({ q: question, limit: String(A_PAGE), offset: String(offset) })
  const answer = await fetch(`${web}/api/v1/search?${asked}`)
  const body: unknown = await answer.json()
  return answer.ok ? found.parse(body) : undefined
}

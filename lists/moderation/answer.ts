// A moderator's answer to a mail of ours: from their address, to their own token, typed by hand, by somebody who may still
// decide. Anything less changes nothing.
import { isGesture } from '#mta/message/gesture.ts'
import type { Tx } from '#store/database.ts'
import { decisionOf } from '../commands/decision.ts'
import { mayAnswerAsker } from '../errands/asker.ts'
import type { Asked } from '../errands/table.ts'
import { type List, listById } from '../lists.ts'
import { languageOf } from '../mails.ts'
import { personByAddress } from '../people.ts'
import { textOf } from '../robot-mail.ts'
import { moderatesOf } from '../roles.ts'
import type { Site } from '../site.ts'
import { makeToken, type Token } from '../tokens.ts'
import { answerRoundUp, isRoundUp } from './answer-round-up.ts'
import { carryOutAnswer, type Outcome } from './carry-out.ts'
import { provesModerator } from './evidence.ts'
import { type Held, heldOf } from './held.ts'
import { type Matter, matterInWords, matterOf } from './matter.ts'
import { reply } from './reply.ts'
import { takeBackVerdict } from './take-back-verdict.ts'
import { outcomes } from './words.ts'

/** TOUJOURS and BLOQUER can be taken back for so long by answering. */
const STANDING_MINUTES = 10 * 365 * 24 * 60

/** Answers to a token of purpose 'moderate'; the caller has seen that it comes from the token's address. */
export async function answerModerating(tx: Tx, site: Site, asked: Asked, token: Token): Promise<string> {
  const list = token.listId === null ? undefined : await listById(tx, token.listId)
  if (!list) return 'the list is gone'
  if (await isGesture(asked.original.header, asked.original.body())) return 'a gesture decides nothing'
  const language = await languageOf(tx, token.address, list.settings.language)
  const person = await personByAddress(tx, token.address)
  const say = (name: Parameters<typeof reply>[3]['name'], sentences: Record<string, string> = {}) =>
    reply(tx, site, asked, { token, list, name, sentences })
  /** The token may have been seen by others: it brings nobody more mail than a From that proves nothing. */
  const sayAtMost: typeof say = async (name, sentences) =>
    (await mayAnswerAsker(tx, token.address, name, asked.arrival.evidence))
      ? await say(name, sentences)
      : `${name}: silent`
  if (token.state !== 'fresh') return await sayAtMost('decision-too-old')
  if (!person || person.id !== token.personId) return 'the address has another owner'
  const text = await textOf(asked.original)
  const moderating: Moderating = { token, list, personId: person.id, language, text }
  if (!provesModerator(asked.arrival.evidence))
    return await sayAtMost('decision-unproved', { what: await whatOf(tx, site, moderating) })
  if (!person.trusted) return await say('not-moderator')
  if (isRoundUp(token.detail)) return await answerRoundUp(tx, site, asked, moderating)
  if (!(await moderatesOf(tx, person.id, [list.id])).has(list.id)) return await say('not-moderator')
  return await answerOne(tx, site, asked, moderating)
}

/** Who answers what, once it is clear that they may. */
export interface Moderating {
  readonly token: Token
  readonly list: List
  readonly personId: number
  readonly language: 'fr' | 'en'
  readonly text: string
}

async function answerOne(tx: Tx, site: Site, asked: Asked, moderating: Moderating): Promise<string> {
  const { token, list, personId: by, language, text } = moderating
  const held = heldOf(token.detail)
  const matter = held && (await matterOf(tx, site, held, language))
  const answer = decisionOf(text)
  const what = matter ? matterInWords(matter, language) : ''
  if (answer === undefined)
    return await reply(tx, site, asked, { token, list, name: 'decision-unclear', sentences: { what } })
  const verdictId = token.detail.verdict
  if (answer.what === 'undo' && typeof verdictId === 'number')
    return await takeBackVerdict(tx, site, asked, { moderating, verdictId, matter })
  if (!matter) return await reply(tx, site, asked, { token, list, name: 'decision-too-old', sentences: {} })
  const outcome = await carryOutAnswer(tx, site, { matter, answer, by, language })
  return await tellOutcome(tx, site, asked, { moderating, matter, outcome })
}

async function tellOutcome(
  tx: Tx,
  site: Site,
  asked: Asked,
  { moderating, matter, outcome }: { moderating: Moderating; matter: Matter; outcome: Outcome },
): Promise<string> {
  const { list, language } = moderating
  const sentences = { what: matterInWords(matter, language), outcome: outcome.sentence }
  const token =
    outcome.verdictId === undefined
      ? moderating.token
      : await standingToken(tx, moderating, { held: matter.held, verdictId: outcome.verdictId })
  const names = {
    decided: 'decision-noted',
    before: 'decided-before',
    undone: 'decision-undone',
    unchanged: 'decision-undone',
  } as const
  return await reply(tx, site, asked, {
    token,
    list,
    name: names[outcome.kind],
    sentences: { ...sentences, back: backInWords(outcome, language) },
  })
}

function backInWords(outcome: Outcome, language: 'fr' | 'en'): string {
  const sentences = outcomes(language)
  if (outcome.verdictId !== undefined) return sentences['undo-standing']
  return outcome.takes === 'later' ? sentences.undo : sentences.final
}

/** Its answer takes back what was said for good, and before it is in effect the decision as well. */
async function standingToken(
  tx: Tx,
  { token, list, personId }: Moderating,
  { held, verdictId }: { held: Held; verdictId: number },
): Promise<Pick<Token, 'id' | 'address'>> {
  const id = await makeToken(tx, {
    purpose: 'moderate',
    address: token.address,
    personId,
    listId: list.id,
    detail: { kind: 'standing', ...held, verdict: verdictId },
    lifeMinutes: STANDING_MINUTES,
  })
  return { id, address: token.address }
}

async function whatOf(tx: Tx, site: Site, { token, list, language }: Moderating): Promise<string> {
  const held = heldOf(token.detail)
  const matter = held && (await matterOf(tx, site, held, language))
  return matter ? matterInWords(matter, language) : list.title
}

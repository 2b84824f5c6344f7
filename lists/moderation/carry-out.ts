// One answer about one held thing: the first decision counts, and one's own can be taken back until it is in effect.
import type { Tx } from '#store/database.ts'
import { note } from '../audit.ts'
import type { Decided } from '../commands/decision.ts'
import { isProved } from '../errands/asker.ts'
import { withRemembered } from '../identities.ts'
import type { Language } from '../mails.ts'
import type { Site } from '../site.ts'
import { decide } from './decide.ts'
import { type Decision, type DecisionMade, decisionAbout, takeBack } from './held.ts'
import { type Matter, matterInWords } from './matter.ts'
import { pronounce, revokeWith } from './verdicts.ts'
import { decided, momentInWords, outcomes, phrases, said } from './words.ts'

/** What came of an answer, and how that is said. */
export interface Outcome {
  readonly kind: 'decided' | 'before' | 'undone' | 'unchanged'
  readonly sentence: string
  /** Of a decision. */
  readonly takes?: 'at once' | 'later'
  /** Of TOUJOURS and BLOQUER: what can be revoked at any time. */
  readonly verdictId?: number
}

interface Deciding {
  readonly matter: Matter
  readonly answer: Decided
  readonly by: number
  readonly language: Language
}

const MEANS = {
  accept: 'accept',
  always: 'accept',
  refuse: 'refuse',
  discard: 'discard',
  block: 'discard',
} as const satisfies Record<Exclude<Decided['what'], 'undo'>, Decision>

/** Does what a moderator's answer says about one held thing. */
export async function carryOutAnswer(tx: Tx, site: Site, deciding: Deciding): Promise<Outcome> {
  const { matter, answer, by } = deciding
  if (answer.what === 'undo') return await undo(tx, deciding)
  const what = MEANS[answer.what]
  const isAtOnce = answer.what === 'accept' && answer.when === 'at once'
  const effectiveAt = await decide(tx, matter.held, {
    what,
    by,
    via: 'mail',
    waitSeconds: isAtOnce ? 0 : site.moderation.mailWaitSeconds,
    ...(answer.what === 'refuse' && answer.reason !== '' && { note: answer.reason }),
  })
  if (effectiveAt === undefined) return await handledBefore(tx, deciding)
  const verdictId = await pronounced(tx, deciding, effectiveAt)
  const takes = isAtOnce ? 'at once' : 'later'
  return {
    kind: 'decided',
    takes,
    sentence: inWords(deciding, what, takes, { effectiveAt, standing: verdictId !== undefined }),
    ...(verdictId !== undefined && { verdictId }),
  }
}

async function pronounced(
  tx: Tx,
  { matter, answer, by }: Deciding,
  effectiveAt: Date,
): Promise<number | undefined> {
  if (answer.what !== 'always' && answer.what !== 'block') return undefined
  if ('join' in matter.held || matter.address === undefined) return undefined
  const verdict = answer.what === 'always' ? 'welcome' : 'blocked'
  const { list, address, evidence } = matter
  const proved = evidence !== undefined && isProved(await withRemembered(tx, evidence))
  await note(tx, { act: verdict, via: 'mail', personId: by, listId: list.id, detail: { address } })
  return await pronounce(tx, { listId: list.id, address, verdict, by, effectiveAt, proved })
}

function inWords(
  { matter, answer, language }: Deciding,
  what: Exclude<Decision, 'expire'>,
  takes: 'at once' | 'later',
  { effectiveAt, standing }: { readonly effectiveAt: Date; readonly standing: boolean },
): string {
  const sentences = outcomes(language)
  const kind = 'post' in matter.held ? 'post' : 'join'
  const when = momentInWords(effectiveAt, clockOf(matter, language))
  const first = said(sentences[`${kind}-${what}-${takes === 'later' ? 'soon' : 'now'}`], {
    ...matter.named,
    list: matter.list.address,
    when,
  })
  return standing ? `${first} ${sentences[answer.what === 'always' ? 'welcome' : 'blocked']}` : first
}

function clockOf(matter: Matter, language: Language) {
  return { language, timeZone: matter.list.settings.timeZone, now: new Date() }
}

async function handledBefore(tx: Tx, { matter, language }: Deciding): Promise<Outcome> {
  const made = await decisionAbout(tx, matter.held)
  const sentence = made === undefined ? outcomes(language).gone : beforeInWords(matter, made, language)
  return { kind: 'before', sentence }
}

/** « Déjà traité par Anne à 10 h 12 : accepté. » */
function beforeInWords(matter: Matter, made: DecisionMade, language: Language): string {
  const kind = 'post' in matter.held ? 'post' : 'join'
  return said(outcomes(language).before, {
    by: made.by ?? phrases(language).operator,
    when: momentInWords(made.at, clockOf(matter, language)),
    decided: decided(language)[`${kind}-${made.what}`],
  })
}

async function undo(tx: Tx, deciding: Deciding): Promise<Outcome> {
  const { matter, by, language } = deciding
  const sentences = outcomes(language)
  const what = matterInWords(matter, language)
  const made = await decisionAbout(tx, matter.held)
  if (made && (await takeBack(tx, matter.held, by))) {
    const { list, address } = matter
    if (address !== undefined)
      await revokeWith(tx, { listId: list.id, address, by, effectiveAt: made.effectiveAt })
    await note(tx, {
      act: 'decision-undone',
      via: 'mail',
      personId: by,
      listId: matter.list.id,
      detail: matter.held,
    })
    return { kind: 'undone', sentence: said(sentences.held, { what }) }
  }
  if (made === undefined) return { kind: 'unchanged', sentence: said(sentences['nothing-to-undo'], { what }) }
  return made.byId === by
    ? { kind: 'before', sentence: said(sentences['too-late'], { what }) }
    : { kind: 'before', sentence: beforeInWords(matter, made, language) }
}

// Facts in, verdict out. Pure: the same judge is asked while the sender waits and again before distribution.
import type { Evidence } from '#mta/in/evidence.ts'
import type { Header } from '#mta/message/header.ts'
import type { List } from './lists.ts'
import type { VerdictOn } from './moderation/verdicts.ts'
import type { PolicyRule, Standing } from './policy.ts'
import { rulesInOrder } from './rules/order.ts'

/** Everything the rules may look at, read once. */
export interface Posting {
  readonly list: List
  readonly header: Header
  readonly sizeBytes: number
  readonly mailFrom: string
  readonly evidence: Evidence
  readonly standing: Standing
  readonly policy: readonly PolicyRule[]
  readonly firstPost: boolean
  /** What else with this Message-ID this list knows of. */
  readonly earlier: 'none' | 'same-content' | 'other-content'
  /** Whether From is an address that one of our lists answers to. */
  readonly fromIsOurs: boolean
  /** What a moderator said of From's address once and for all. */
  readonly authorVerdict: 'none' | VerdictOn
  /** A tap on a button under somebody's message. */
  readonly isReaction?: boolean
  readonly at: Date
}

export type Action = 'accept' | 'confirm' | 'hold' | 'reject' | 'discard'

/** Why a rule spoke: a name that the catalogue of sentences has. */
export type Reason =
  | 'already-posted'
  | 'automatic-answer'
  | 'automatic-notice'
  | 'reaction'
  | 'bounce'
  | 'same-message-again'
  | 'other-content-under-same-id'
  | 'too-large'
  | 'from-is-a-list'
  | 'no-single-author'
  | 'policy-confirm'
  | 'policy-hold'
  | 'policy-reject'
  | 'policy-discard'
  | 'list-closed'
  | 'author-blocked'

export type Finding = { readonly action: Exclude<Action, 'accept'>; readonly reason: Reason }

/** One question about a message. No effect; undefined: nothing to say. */
export interface Rule {
  readonly name: string
  check(posting: Posting): Finding | undefined
}

export interface Verdict {
  readonly action: Action
  readonly reasons: readonly { readonly rule: string; readonly reason: Reason }[]
  /** Every rule that was asked, and what it said. */
  readonly trace: readonly { readonly rule: string; readonly said: Reason | 'nothing' }[]
}

const severity: readonly Action[] = ['accept', 'hold', 'confirm', 'reject', 'discard']

/** The rules in order. The gravest finding decides; only holds add up, so that a moderator sees every reason. */
export function judge(posting: Posting): Verdict {
  const findings = rulesInOrder.map((rule) => ({ rule: rule.name, finding: rule.check(posting) }))
  const trace = findings.map(({ rule, finding }) => ({ rule, said: finding?.reason ?? ('nothing' as const) }))
  const spoke = findings.flatMap(({ rule, finding }) => (finding ? [{ rule, ...finding }] : []))
  const action = spoke.reduce<Action>(
    (worst, f) => (severity.indexOf(f.action) > severity.indexOf(worst) ? f.action : worst),
    'accept',
  )
  const reasons = spoke.filter((f) => f.action === action).map(({ rule, reason }) => ({ rule, reason }))
  return { action, reasons, trace }
}

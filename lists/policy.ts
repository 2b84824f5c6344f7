// A policy is an ordered list of rules; the first that matches decides. Pure.
import { z } from 'zod'
import { atLeast, type EvidenceLevel } from '#mta/in/evidence.ts'

const whoSchema = z.union([
  z.enum(['anyone', 'subscriber', 'owner', 'moderator']),
  z.object({ memberOf: z.number().int() }).strict(),
  z.object({ inGroup: z.number().int() }).strict(),
  z.object({ inList: z.number().int() }).strict(),
  z.object({ address: z.string().max(254) }).strict(), // jean@asso.example, or *@asso.example
])
const whenSchema = z
  .object({
    hasAttachment: z.literal(true),
    largerThanBytes: z.number().int(),
    evidenceBelow: z.enum(['session', 'confirmed', 'aligned', 'spf-aligned']),
    firstPost: z.literal(true),
    from: z.iso.date(),
    until: z.iso.date(),
  })
  .partial()
  .strict()

export const ruleSchema = z
  .object({
    who: whoSchema,
    when: whenSchema.optional(),
    do: z.enum(['accept', 'confirm', 'hold', 'reject', 'discard']),
  })
  .strict()
export const rulesSchema = z.array(ruleSchema).max(100)
export type PolicyRule = z.infer<typeof ruleSchema>
export type Who = z.infer<typeof whoSchema>

/** What one may do to or on a list. */
export const acts = [
  'post',
  'subscribe',
  'unsubscribe',
  'archive',
  'members',
  'documents',
  'deposit',
  'invite',
] as const
export type Act = (typeof acts)[number]
export type Outcome = PolicyRule['do']

/** Who somebody is to a list. */
export interface Standing {
  readonly personId?: number
  readonly address?: string
  readonly subscriber: boolean
  readonly roles: readonly ('administrator' | 'owner' | 'moderator')[]
  /** Ids of spaces, groups and lists, among those that the policy names. */
  readonly memberOf: readonly number[]
  readonly inGroups: readonly number[]
  readonly inLists: readonly number[]
}

export const stranger: Standing = { subscriber: false, roles: [], memberOf: [], inGroups: [], inLists: [] }

/** How the act is done. */
export interface Circumstance {
  readonly evidence: EvidenceLevel
  readonly sizeBytes: number
  readonly hasAttachment: boolean
  readonly firstPost: boolean
  readonly at: Date
}

function isWho(who: Who, standing: Standing): boolean {
  if (who === 'anyone') return true
  if (who === 'subscriber') return standing.subscriber
  if (who === 'owner') return standing.roles.includes('owner') || standing.roles.includes('administrator')
  if (who === 'moderator') return standing.roles.length > 0
  if ('memberOf' in who) return standing.memberOf.includes(who.memberOf)
  if ('inGroup' in who) return standing.inGroups.includes(who.inGroup)
  if ('inList' in who) return standing.inLists.includes(who.inList)
  const wanted = who.address.toLowerCase()
  return wanted.startsWith('*@')
    ? (standing.address?.endsWith(wanted.slice(1)) ?? false)
    : standing.address === wanted
}

function isWhen(when: PolicyRule['when'], circumstance: Circumstance): boolean {
  if (!when) return true
  const day = circumstance.at.toISOString().slice(0, 10)
  return (
    (!when.hasAttachment || circumstance.hasAttachment) &&
    (when.largerThanBytes === undefined || circumstance.sizeBytes > when.largerThanBytes) &&
    (when.evidenceBelow === undefined || !atLeast(circumstance.evidence, when.evidenceBelow)) &&
    (!when.firstPost || circumstance.firstPost) &&
    (when.from === undefined || day >= when.from) &&
    (when.until === undefined || day <= when.until)
  )
}

/**
 * What a policy answers. Where it would accept somebody for who they are and nothing proves that they are,
 * it asks for one confirmation instead. No rule matching is a refusal.
 */
export function decide(
  rules: readonly PolicyRule[],
  standing: Standing,
  circumstance: Circumstance,
): { readonly outcome: Outcome; readonly rule?: PolicyRule } {
  const rule = rules.find((r) => isWho(r.who, standing) && isWhen(r.when, circumstance))
  if (!rule) return { outcome: 'reject' }
  const unproved = rule.who !== 'anyone' && !atLeast(circumstance.evidence, 'spf-aligned')
  return { outcome: rule.do === 'accept' && unproved ? 'confirm' : rule.do, rule }
}

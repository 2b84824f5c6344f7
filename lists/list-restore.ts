// Makes a list anew as lists/list-export.ts told it, on this platform or another.
import { z } from 'zod'
import type { Tx } from '#store/database.ts'
import { listSettingsSchema } from './list-settings.ts'
import { createList, type List, listById, updateList } from './lists.ts'
import { setPolicy } from './policies.ts'
import { acts } from './policy.ts'
import { portableRuleSchema, settledRules } from './portable-rules.ts'
import { Refused } from './refused.ts'
import { spaceBySlug } from './spaces.ts'

const LIST_ID = /^[a-z0-9](?:[a-z0-9._-]{0,253}[a-z0-9])?$/i // RFC 2919 §2
const factsSchema = z.object({
  title: z
    .string()
    .min(1)
    .max(500)
    .regex(/^\P{Cc}*$/u, 'holds control characters'),
  description: z.string().max(10_000),
  settings: listSettingsSchema.partial(),
  policies: z.partialRecord(
    z.enum(acts),
    z.object({
      preset: z.stringFormat('preset', /^[a-z-]{1,40}$/).optional(),
      rules: z.array(portableRuleSchema).max(100),
    }),
  ),
})

/** A list that was made, and whom its rules name without our knowing them. */
export interface RestoredList {
  readonly list: List
  readonly unknown: readonly string[]
}

/**
 * Makes a list with the settings and policies of another, `facts` as listFacts() gave them. What they say nothing of
 * is as private as can be. With the address that it had it keeps its List-Id too.
 */
export async function restoreList(
  tx: Tx,
  wanted: {
    readonly address: string
    readonly space: string
    readonly domain: string
    readonly before: { readonly address: string; readonly listId: string }
    readonly facts: unknown
  },
): Promise<RestoredList> {
  const { address, domain, before } = wanted
  const facts = factsSchema.safeParse(wanted.facts)
  if (!facts.success) throw new Refused(`the settings in the archive cannot be used: ${problem(facts.error)}`)
  const { title, description, settings, policies } = facts.data
  const space = await spaceBySlug(tx, wanted.space)
  if (!space) throw new Refused(`there is no space "${wanted.space}"`)
  const isSame = before.address === address.toLowerCase() && LIST_ID.test(before.listId)
  const made = await createList(tx, {
    address,
    space,
    title,
    description,
    preset: 'private',
    domain,
    ...(isSame && { listId: before.listId }),
  })
  await updateList(tx, made.id, { settings: defined(settings) })
  const unknown: string[] = []
  for (const act of acts) {
    const policy = policies[act]
    if (!policy) continue
    const { preset } = policy
    const settled = await settledRules(tx, policy.rules)
    unknown.push(...settled.unknown)
    await setPolicy(tx, {
      listId: made.id,
      act,
      rules: settled.rules,
      ...(preset !== undefined && { preset }),
    })
  }
  return { list: (await listById(tx, made.id))!, unknown: [...new Set(unknown)] }
}

function problem({ issues }: z.ZodError): string {
  return issues[0] === undefined ? '' : `${issues[0].path.join('.')}: ${issues[0].message}`
}

function defined<T extends object>(settings: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined)) as never
}

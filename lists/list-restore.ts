// Makes a list anew as lists/list-export.ts told it, on this platform or another.
import { z } from 'zod'
import type { Tx } from '#store/database.ts'
import { listSettingsSchema } from './list-settings.ts'
import { createList, type List, listById, updateList } from './lists.ts'
import type { Language, Sentence } from './mails/catalogue.ts'
import { sentenceNamed, setSentence } from './mails/own-sentences.ts'
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
  sentences: z
    .array(
      z.object({
        name: z.string().max(100),
        language: z.enum(['fr', 'en']),
        subject: z.string().max(10_000),
        text: z.string().max(100_000),
      }),
    )
    .max(1_000)
    .default([]),
})

/** A list that was made, whom its rules name without our knowing them, and its own sentences that cannot be said here. */
export interface RestoredList {
  readonly list: List
  readonly unknown: readonly string[]
  readonly unsaid: readonly string[]
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
  const { title, description, settings, policies, sentences } = facts.data
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
  const unsaid: string[] = []
  for (const { name, language, subject, text } of sentences) {
    const fault = await restoreSentence(tx, made.id, { name, language, sentence: { subject, text } })
    if (fault) unsaid.push(`${name} (${language}): ${fault}`)
  }
  return { list: (await listById(tx, made.id))!, unknown: [...new Set(unknown)], unsaid }
}

/** Why a sentence cannot be said here, if so: the mails of two platforms may differ. */
async function restoreSentence(
  tx: Tx,
  listId: number,
  { name, language, sentence }: { name: string; language: Language; sentence: Sentence },
): Promise<string | undefined> {
  try {
    await setSentence(tx, { listId }, { name: sentenceNamed(name), language, sentence })
    return undefined
  } catch (error) {
    if (error instanceof Refused) return error.message
    throw error
  }
}

function problem({ issues }: z.ZodError): string {
  return issues[0] === undefined ? '' : `${issues[0].path.join('.')}: ${issues[0].message}`
}

function defined<T extends object>(settings: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined)) as never
}

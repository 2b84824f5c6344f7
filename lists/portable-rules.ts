// Rules of policies as they travel between platforms: what has a number here is named there.
import { z } from 'zod'
import type { DbOrTx } from '#store/database.ts'
import { type PolicyRule, ruleSchema } from './policy.ts'

const named = z.union([
  z.object({ memberOf: z.string().max(100) }).strict(), // a space's short name
  z.object({ inGroup: z.string().max(200) }).strict(), // space/group
  z.object({ inList: z.string().max(254) }).strict(), // an address
])
const plainWho = z.union([
  z.enum(['anyone', 'subscriber', 'owner', 'moderator']),
  z.object({ address: z.string().max(254) }).strict(),
])

/** A rule with names in the place of numbers. */
export const portableRuleSchema = ruleSchema.extend({ who: z.union([plainWho, named]) })
export type PortableRule = z.infer<typeof portableRuleSchema>

type Kind = 'memberOf' | 'inGroup' | 'inList'

/** Everything that rules may name, with its number here. */
const NAMED = `
  select 'memberOf' as kind, id, slug as name from spaces
  union all
  select 'inGroup', g.id, s.slug || '/' || g.slug from groups g join spaces s on s.id = g.space_id
  union all
  select 'inList', id, address from lists`

interface Named {
  readonly kind: Kind
  readonly id: number
  readonly name: string
}

/** The rules with names for numbers. */
export async function portableRules(db: DbOrTx, rules: readonly PolicyRule[]): Promise<PortableRule[]> {
  const ids = rules.flatMap(({ who }) => Object.values(numbered(who) ?? {}))
  const { rows } = await db.raw<{ rows: Named[] }>(`select * from (${NAMED}) n where id = any(?::bigint[])`, [
    ids,
  ])
  return rules.map((rule) => {
    const [kind, id] = Object.entries(numbered(rule.who) ?? {})[0] ?? []
    if (kind === undefined) return portableRuleSchema.parse(rule)
    const name = rows.find((row) => row.kind === kind && row.id === id)?.name ?? ''
    return portableRuleSchema.parse({ ...rule, who: { [kind]: name } })
  })
}

/**
 * The rules with the numbers that things have here. Of who isn't known here: a rule that would accept them is left
 * out, one that keeps them off keeps everyone off, so that nobody may more than before.
 */
export async function settledRules(
  db: DbOrTx,
  rules: readonly PortableRule[],
): Promise<{ rules: PolicyRule[]; unknown: string[] }> {
  const names = rules.flatMap(({ who }) => Object.values(namedIn(who) ?? {}))
  const { rows } = await db.raw<{ rows: Named[] }>(`select * from (${NAMED}) n where name = any(?::text[])`, [
    names,
  ])
  const unknown: string[] = []
  const settled = rules.flatMap((rule): PolicyRule[] => {
    const [kind, name] = Object.entries(namedIn(rule.who) ?? {})[0] ?? []
    if (kind === undefined || name === undefined) return [ruleSchema.parse(rule)]
    const id = rows.find((row) => row.kind === kind && row.name === name)?.id
    if (id !== undefined) return [ruleSchema.parse({ ...rule, who: { [kind]: id } })]
    unknown.push(name)
    return rule.do === 'accept' ? [] : [ruleSchema.parse({ ...rule, who: 'anyone' })]
  })
  return { rules: settled, unknown }
}

function numbered(who: PolicyRule['who']): Record<string, number> | undefined {
  return typeof who === 'string' || 'address' in who ? undefined : who
}

function namedIn(who: PortableRule['who']): Record<string, string> | undefined {
  return typeof who === 'string' || 'address' in who ? undefined : who
}

// members.csv of an archive: RFC 4180, readable in any spreadsheet.

import { z } from 'zod'
import { instant } from './bundle-facts.ts'
import { csvLine } from './csv.ts'

const STANDINGS = ['subscriber', 'left', 'neither'] as const

/** Somebody on a list, or who left it; what is absent is as the list's settings say. */
export interface Member {
  readonly address: string
  readonly name: string
  /** Who left isn't put back on the list by an import. */
  readonly standing: (typeof STANDINGS)[number]
  readonly since?: Date
  readonly source?: string // own, added, imported
  readonly mode?: string
  readonly pausedUntil?: Date
  readonly ownPosts?: boolean
  readonly whenAddressed?: boolean
  readonly hidden?: boolean
  /** owner, moderator */
  readonly roles: readonly string[]
}

/** The columns, in order. */
export const MEMBER_COLUMNS = [
  'address',
  'name',
  'standing',
  'since',
  'source',
  'mode',
  'paused_until',
  'own_posts',
  'when_addressed',
  'hidden',
  'roles',
] as const

/** The first line. */
export const MEMBERS_HEADER = `${MEMBER_COLUMNS.join(',')}\r\n`

/** One line. */
export function memberLine(member: Member): string {
  const cells = [
    member.address,
    member.name,
    member.standing,
    member.since?.toISOString(),
    member.source,
    member.mode,
    member.pausedUntil?.toISOString(),
    member.ownPosts?.toString(),
    member.whenAddressed?.toString(),
    member.hidden?.toString(),
    member.roles.join(' '),
  ]
  return csvLine(cells, ',')
}

const text = z.string().transform((cell) => (cell.startsWith("'") ? cell.slice(1) : cell))
const optional = text.transform((cell) => (cell === '' ? undefined : cell)).optional()
const when = optional.pipe(instant.optional())
const yesOrNo = z
  .enum(['true', 'false', ''])
  .transform((cell) => (cell === '' ? undefined : cell === 'true'))
  .optional()
const line = z.object({
  address: text.pipe(z.string().min(1)),
  name: text,
  standing: z.enum(STANDINGS),
  since: when,
  source: optional,
  mode: optional,
  paused_until: when,
  own_posts: yesOrNo,
  when_addressed: yesOrNo,
  hidden: yesOrNo,
  roles: text.transform((cell) => cell.split(' ').filter((role) => role !== '')),
})

/** The member of a line read back, by the names of its columns; undefined when it isn't one. */
export function memberOf(row: Readonly<Record<string, string>>): Member | undefined {
  const read = line.safeParse(row)
  if (!read.success) return undefined
  const { address, name, standing, roles, since, source, mode, hidden } = read.data
  const { paused_until: pausedUntil, own_posts: ownPosts, when_addressed: whenAddressed } = read.data
  return {
    address,
    name,
    standing,
    ...(since !== undefined && { since }),
    ...(source !== undefined && { source }),
    ...(mode !== undefined && { mode }),
    ...(pausedUntil !== undefined && { pausedUntil }),
    ...(ownPosts !== undefined && { ownPosts }),
    ...(whenAddressed !== undefined && { whenAddressed }),
    ...(hidden !== undefined && { hidden }),
    roles,
  }
}

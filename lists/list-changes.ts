// One change to a list, named as a script names it.
import leven from 'leven'
import type { Tx } from '#store/database.ts'
import { type ListSettings, listSettingsSchema } from './list-settings.ts'
import { type List, updateList } from './lists.ts'
import { setPolicy } from './policies.ts'
import type { PolicyRule } from './policy.ts'
import {
  archivePresets,
  invitePresets,
  membersPresets,
  postPresets,
  subscribePresets,
  unsubscribePresets,
} from './presets.ts'
import { Refused } from './refused.ts'

const policyPresets: Readonly<
  Record<
    'post' | 'archive' | 'members' | 'subscribe' | 'unsubscribe' | 'invite',
    Record<string, PolicyRule[]>
  >
> = {
  post: postPresets,
  archive: archivePresets,
  members: membersPresets,
  subscribe: subscribePresets,
  unsubscribe: unsubscribePresets,
  invite: invitePresets,
}
const canBeEmpty = new Set<string>(['tag', 'footer', 'reminderDays', 'expiryDays'])
const numbers = new Set<string>(['maxBytes', 'digestHour', 'reminderDays', 'expiryDays'])
const settingNames = Object.keys(listSettingsSchema.shape)
const dashed = (name: string) => name.replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`)
/** Every KEY, as a command takes it. */
export const keys = ['title', 'description', ...Object.keys(policyPresets), ...settingNames.map(dashed)]

/** Sets KEY to VALUE on a list; `none` empties what can be empty. */
export async function changeList(tx: Tx, list: List, key: string, value: string): Promise<void> {
  if (key === 'title' || key === 'description') return await updateList(tx, list.id, { [key]: value })
  if (key in policyPresets) {
    const act = key as keyof typeof policyPresets
    const rules = policyPresets[act][value]
    if (!rules) throw new Refused(`${key}=${value}: takes ${Object.keys(policyPresets[act]).join(', ')}`)
    return await setPolicy(tx, { listId: list.id, act, preset: value, rules })
  }
  const name = settingNames.find((one) => dashed(one) === key)
  if (!name) {
    const nearest = keys.toSorted((a, b) => leven(a, key) - leven(b, key))[0]
    throw new Refused(
      `"${key}" is not a setting of a list; did you mean "${nearest}"? There are ${keys.join(', ')}`,
    )
  }
  const wanted = value === 'none' && canBeEmpty.has(name) ? null : numbers.has(name) ? Number(value) : value
  const checked = listSettingsSchema.partial().safeParse({ [name]: wanted })
  if (!checked.success)
    throw new Refused(`${key}=${value}: ${checked.error.issues[0]?.message ?? 'not possible'}`)
  await updateList(tx, list.id, { settings: checked.data as Partial<ListSettings> })
}

// What a list decides about its mail. Cascades instance → space → list; each level stores only what differs.
import { z } from 'zod'

/** A list's settings, with what each costs in words. */
export const listSettingsSchema = z.object({
  delivery: z
    .enum(['personal', 'batched'])
    .describe(
      'personal: each copy has its own return path and one-click unsubscribe; batched: fewer transactions, neither',
    ),
  tag: z.string().max(40).nullable().describe('put before the subject, as [tag]; breaks authors’ signatures'),
  footer: z.string().max(2000).nullable().describe('added under each message; breaks authors’ signatures'),
  replyTo: z
    .enum(['author', 'list', 'owner'])
    .describe(
      'where answers go: the author, the list, or the list’s owners; all but the first break signatures that cover Reply-To',
    ),
  from: z
    .enum(['when-needed', 'always'])
    .describe('when From becomes the list’s: only when the author’s signature would not survive, or always'),
  maxBytes: z.number().int().min(1024).describe('larger posts wait for a moderator, bytes'),
  language: z.enum(['fr', 'en']).describe('of what the list says'),
  timeZone: z.string().describe('decides months and hours'),
  reminderDays: z
    .number()
    .int()
    .min(1)
    .max(365)
    .nullable()
    .describe('after so many days moderators are reminded of what waits; none: never'),
  expiryDays: z
    .number()
    .int()
    .min(1)
    .max(365)
    .nullable()
    .describe('after so many days what nobody decided is given up, and its author told; none: never'),
  digestHour: z.number().int().min(0).max(23).describe('when digests are sent, the hour of the day there'),
  welcome: z
    .enum(['sent', 'quiet'])
    .describe('whether who joins or is added gets a welcome; quiet: they learn of it from the first message'),
  tellOwners: z
    .enum(['nothing', 'joins', 'leaves', 'both'])
    .describe('which comings and goings are told to owners, a mail each'),
  directory: z.enum(['shown', 'hidden']).describe('whether strangers see that the list exists'),
  takeBack: z
    .enum(['archive', 'no'])
    .describe(
      'archive: an author may have a message taken out of the archive after it has left; no: what has left stays',
    ),
})
export type ListSettings = z.infer<typeof listSettingsSchema>

/** What holds where nothing is set: a new list changes nothing in a message. */
export const defaultListSettings: ListSettings = {
  delivery: 'personal',
  tag: null,
  footer: null,
  replyTo: 'author',
  from: 'when-needed',
  maxBytes: 20 * 1024 * 1024,
  language: 'fr',
  timeZone: 'Europe/Paris',
  reminderDays: 3,
  expiryDays: 14,
  digestHour: 7,
  welcome: 'sent',
  tellOwners: 'nothing',
  directory: 'hidden',
  takeBack: 'archive',
}

/** The effective settings of a list, nearest level last. */
export function effectiveSettings(...levels: readonly Partial<ListSettings>[]): ListSettings {
  return Object.assign({}, defaultListSettings, ...levels)
}

// Owner of audit: who did what to whom, by which way. Kept three years.
import type { DbOrTx } from '#store/database.ts'

/** Writes one line; `personId` absent: Relais itself, or the operator's command. */
export async function note(
  db: DbOrTx,
  entry: {
    readonly act: string
    readonly via: 'mail' | 'web' | 'command' | 'rule'
    readonly personId?: number
    readonly listId?: number
    readonly spaceId?: number
    readonly subjectPerson?: number
    readonly detail?: object
  },
): Promise<void> {
  await db('audit').insert({
    act: entry.act,
    via: entry.via,
    person_id: entry.personId ?? null,
    list_id: entry.listId ?? null,
    space_id: entry.spaceId ?? null,
    subject_person: entry.subjectPerson ?? null,
    detail: JSON.stringify(entry.detail ?? {}),
  })
}

import { decodeText } from '#mta/message/words.ts'
import type { Handler } from './draft.ts'

/** The list's tag before the subject, once: a subject that has it anywhere, as answers do, stays as it is. */
export const subjectTag: Handler = {
  name: 'subject-tag',
  apply: (draft, { list }) => {
    if (list.settings.tag === null) return draft
    const tag = `[${list.settings.tag}]`
    const raw = draft.header.first('Subject') ?? ''
    const subject = decodeText(raw)
    if (subject.toLowerCase().includes(tag.toLowerCase())) return draft
    // Encoded words after an ASCII tag stay byte for byte as the author's program wrote them.
    const ascii = /^[\x20-\x7e]*$/.test(tag + raw)
    const value = ascii ? { raw: `${tag} ${raw}`.trimEnd() } : `${tag} ${subject}`.trimEnd()
    return { ...draft, header: draft.header.replace('Subject', value) }
  },
}

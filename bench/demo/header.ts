import type { DemoList } from './associations.ts'
import { mailDate } from './calendar.ts'
import { oldestCharset } from './charset.ts'
import { encodedWords } from './mime.ts'
import type { Character } from './people.ts'
import { userAgents } from './programs.ts'

const ASCII = /^[ -~]*$/

/** The fields of a mail to a list as its author's program writes them, MIME ones apart; `refs` is oldest first. */
export function fields(mail: {
  from: Character
  list: DemoList
  subject: string
  id: string
  refs: readonly string[]
  at: Date
}): string[] {
  const { from, list, subject, refs } = mail
  const outlook = from.program === 'outlook'
  const words = (text: string): string =>
    outlook
      ? encodedWords(text, oldestCharset(text), 'Q')
      : encodedWords(text, 'UTF-8', from.program === 'gmail' ? 'B' : 'Q')
  return [
    `From: ${words(from.name)} <${from.address}>`,
    `To: ${ASCII.test(list.title) ? `"${list.title}"` : words(list.title)} <${list.address}>`,
    `Subject: ${ASCII.test(subject) ? folded(subject) : words(subject)}`,
    `Message-ID: <${mail.id}>`,
    `Date: ${mailDate(mail.at)}`,
    ...(refs.length === 0
      ? []
      : [`In-Reply-To: <${refs.at(-1)}>`, `References: ${refs.map((ref) => `<${ref}>`).join('\r\n ')}`]),
    userAgents[from.program],
  ]
}

function folded(text: string): string {
  return text.replace(/.{50,65}(?= )/g, '$&\r\n')
}

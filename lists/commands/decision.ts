// A moderator's answer about what is held. What they typed above the line that we drew counts, nothing else: a quoted
// « OUI » of the author's decides nothing.
import { plain } from './plain.ts'
import { typedLines } from './typed.ts'

export type Decided =
  | { readonly what: 'accept'; readonly when: 'soon' | 'at once' }
  /** `reason` is for the author; '' where none is given. */
  | { readonly what: 'refuse'; readonly reason: string }
  | { readonly what: 'discard' }
  | { readonly what: 'always' }
  | { readonly what: 'block' }
  | { readonly what: 'undo' }

/** The line above which an answer counts, as our mails draw it. */
export const ABOVE = {
  fr: '— répondez au-dessus de cette ligne —',
  en: '— please answer above this line —',
} as const

const LINE = /r[ée]pondez au-dessus de cette ligne|please answer above this line/i
const MAX_REASON = 1_000 // characters
const TAIL =
  /(?: (?:merci|merci beaucoup|merci d avance|svp|stp|s il (?:vous|te) plait|please|thanks|thank you|cordialement|bonne journee|amities|a bientot|bien sur|d accord))*$/

const WHOLE: readonly (readonly [RegExp, Decided])[] = [
  [/^(?:oui|ok|yes|accepter|accepte|accept|d accord)$/, { what: 'accept', when: 'soon' }],
  [
    /^(?:(?:oui|ok|yes|accepter|accept) )?(?:rapide|rapidement|tout de suite|vite|at once|now)$/,
    { what: 'accept', when: 'at once' },
  ],
  [
    /^(?:(?:oui|yes) )?(?:toujours|always)(?: accepter| accept)?(?: (?:cette personne|this person))?$/,
    { what: 'always' },
  ],
  [/^(?:(?:non|no) )?(?:bloquer|bloque|block)(?: (?:cette personne|this person))?$/, { what: 'block' }],
  [/^(?:spam|jeter|poubelle|indesirable|discard|junk)$/, { what: 'discard' }],
  [/^(?:annuler|annule|undo|cancel)$/, { what: 'undo' }],
]
// English « no » begins too many sentences (« No problem »): its reason stands after a mark or on the next line.
const REFUSAL =
  /^\s*(?:(?:non|refuser|refuse|reject)(?![\p{L}\p{N}'’])|no(?=\s*(?:$|[,;:.!–—-])))[\s,;:.!–—-]*/iu
/** What programs quote of a mail of ours without a mark: it names the token, which nobody else may see. */
const OURS = /confirm\+[a-z2-7]{16,}@/i

/** What an answer decides; undefined where its first line is none of the answers, whole. */
export function decisionOf(text: string): Decided | undefined {
  const lines = typedLines(aboveTheLine(text))
  const [first = '', ...others] = lines
  const whole = wholeAnswer(first)
  if (whole !== undefined) return whole
  const refusal = REFUSAL.exec(first)
  if (refusal === null) return undefined
  const quoted = others.findIndex((line) => OURS.test(line))
  const typed = quoted === -1 ? others : others.slice(0, quoted)
  const reason = OURS.test(first) ? '' : [first.slice(refusal[0].length), ...typed].join('\n').trim()
  return { what: 'refuse', reason: isPolite(reason) ? '' : reason.slice(0, MAX_REASON) }
}

/** The answers to a round-up, « 1 oui, 2 non, 3 spam », by number; undefined where a part of it is none. */
export function decisionsOf(text: string): ReadonlyMap<number, Decided> | undefined {
  const parts = typedLines(aboveTheLine(text))
    .join(', ')
    .split(/[,;]+/)
    .map((part) => part.trim())
    .filter((part) => part !== '' && !isPolite(part))
  const decided = new Map<number, Decided>()
  for (const part of parts) {
    const [, number, said = ''] = /^(?:n\s?°\s?)?(\d{1,3})\s*[).:=-]?\s*(\p{L}.*)$/iu.exec(part) ?? []
    const one = number === undefined ? undefined : (wholeAnswer(said) ?? plainRefusal(said))
    if (one === undefined || decided.has(Number(number))) return undefined
    decided.set(Number(number), one)
  }
  return decided.size > 0 ? decided : undefined
}

function aboveTheLine(text: string): string {
  const lines = text.split('\n')
  const drawn = lines.findIndex((line) => LINE.test(line))
  return (drawn === -1 ? lines : lines.slice(0, drawn)).join('\n')
}

function wholeAnswer(line: string): Decided | undefined {
  const said = plain(line).replace(TAIL, '')
  return WHOLE.find(([answer]) => answer.test(said || plain(line)))?.[1]
}

function plainRefusal(said: string): Decided | undefined {
  const refusal = REFUSAL.exec(said)
  return refusal && isPolite(said.slice(refusal[0].length)) ? { what: 'refuse', reason: '' } : undefined
}

function isPolite(text: string): boolean {
  return ` ${plain(text)}`.replace(TAIL, '').trim() === ''
}

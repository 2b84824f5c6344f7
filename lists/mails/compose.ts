// A sentence, filled, between greeting and signature: as subject, plain text and HTML that say the same words.
import type { Language, Sentence } from './catalogue.ts'
import { htmlOfBlocks } from './html.ts'
import { type Block, layOut, RULE } from './layout.ts'
import { type Fillings, onOneLine } from './places.ts'
import { textOfBlocks } from './text.ts'

/** A mail in words, before it has a header. */
export interface Composed {
  readonly subject: string
  readonly text: string
  readonly html: string
}

/** What is said, in order. */
export interface Sentences {
  readonly greeting: Sentence
  readonly mail: Sentence
  readonly signature: Sentence
}

/** Puts what is known into a sentence's {names}. */
export function fill(text: string, fillings: Fillings): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => fillings[name] ?? '')
}

/** More that one mail says, each behind a rule. */
export interface Part {
  readonly sentence: Sentence
  readonly fillings: Fillings
}

/** Composes a mail; `whom` is the list or the platform that writes. */
export function compose(
  { greeting, mail, signature }: Sentences,
  {
    fillings,
    whom,
    language,
    parts = [],
  }: { fillings: Fillings; whom: string; language: Language; parts?: readonly Part[] },
): Composed {
  const said: readonly (readonly Block[])[] = [
    layOut(greeting.text, fillings, language),
    layOut(mail.text, fillings, language),
    ...parts.map((part) => [RULE, ...layOut(part.sentence.text, part.fillings, language)]),
    ...(parts.length > 0 ? [[RULE]] : []),
    layOut(signature.text, { ...fillings, whom }, language),
  ]
  const blocks = said.flat()
  const subject = onOneLine(fill(mail.subject, fillings))
  return {
    subject,
    text: `${textOfBlocks(blocks)}\n`,
    html: htmlOfBlocks(blocks, { language, subject }),
  }
}

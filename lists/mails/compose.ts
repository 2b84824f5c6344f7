// A sentence, filled, between greeting and signature: as subject, plain text and HTML that say the same words.
import type { Language, Sentence } from './catalogue.ts'
import { htmlOfBlocks } from './html.ts'
import { type Block, layOut } from './layout.ts'
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

/** Composes a mail; `whom` is the list or the platform that writes. */
export function compose(
  { greeting, mail, signature }: Sentences,
  { fillings, whom, language }: { fillings: Fillings; whom: string; language: Language },
): Composed {
  const parts: readonly (readonly Block[])[] = [
    layOut(greeting.text, fillings, language),
    layOut(mail.text, fillings, language),
    layOut(signature.text, { ...fillings, whom }, language),
  ]
  const blocks = parts.flat()
  const subject = onOneLine(fill(mail.subject, fillings))
  return {
    subject,
    text: `${textOfBlocks(blocks)}\n`,
    html: htmlOfBlocks(blocks, { language, subject }),
  }
}

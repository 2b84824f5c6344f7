import { IntlMessageFormat } from 'intl-messageformat'
import { en } from '#templates/catalog/en.ts'
import { fr } from '#templates/catalog/fr.ts'
import type { Language } from './needs.ts'

export type SentenceKey = keyof typeof fr
type Value = string | number | undefined

const catalogues: Record<Language, Record<SentenceKey, string>> = { fr, en }
const locales: Record<Language, string> = { fr: 'fr-FR', en: 'en-GB' }
const compiled = new Map<string, IntlMessageFormat>()

/** Whether the catalogue has a sentence of that name. */
export function isSentence(key: string): key is SentenceKey {
  return Object.hasOwn(fr, key)
}

function message(language: Language, key: SentenceKey): IntlMessageFormat {
  const id = `${language}:${key}`
  let found = compiled.get(id)
  if (!found) {
    found = new IntlMessageFormat(catalogues[language][key], locales[language])
    compiled.set(id, found)
  }
  return found
}

/** A sentence that nothing is put into, as it is; most are such, and a page says a hundred. */
function fixed(language: Language, key: SentenceKey): string | undefined {
  const sentence = catalogues[language][key]
  return /[{<']/.test(sentence) ? undefined : sentence
}

/** A sentence as plain text. */
export function say(language: Language, key: SentenceKey, values: Record<string, Value> = {}): string {
  return fixed(language, key) ?? String(message(language, key).format(values))
}

/** A sentence as HTML: its values are escaped, its own <a>, <b> and <i> stand; `<a>` leads to the value `href`. */
export function sayHtml(language: Language, key: SentenceKey, values: Record<string, Value> = {}): string {
  const plain = fixed(language, key)
  if (plain !== undefined) return plain
  const safe: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(values)) {
    safe[name] = typeof value === 'string' ? escapeHtml(value) : value
  }
  const inner = (chunks: unknown): string => [chunks].flat().join('')
  return String(
    message(language, key).format({
      ...safe,
      a: (chunks: unknown) => `<a href="${String(safe.href ?? '')}">${inner(chunks)}</a>`,
      b: (chunks: unknown) => `<b>${inner(chunks)}</b>`,
      i: (chunks: unknown) => `<i>${inner(chunks)}</i>`,
    } as never),
  )
}

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Text made safe between tags and in quoted attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (c) => ENTITIES[c] ?? c)
}

// The HTML of a mail as a strict reader takes it: every tag closed where it must be, and what is said.
import { Parser } from 'htmlparser2'

export interface ReadHtml {
  readonly lang: string | undefined
  readonly title: string
  readonly tags: readonly string[]
  readonly words: string
  readonly links: readonly { readonly href: string; readonly text: string }[]
  readonly quotes: readonly string[]
  readonly attributes: readonly string[]
  readonly faults: readonly string[]
}

const VOID = new Set(['meta', 'br'])
const INSIDE: Readonly<Record<string, readonly string[]>> = {
  p: ['a', 'br', 'strong'],
  blockquote: ['br', 'a', 'strong'],
  ul: ['li'],
  li: ['a', 'strong'],
  a: [],
  strong: [],
}

/** Reads HTML; `faults` says what is not well nested. */
export function readHtml(html: string): ReadHtml {
  const open: string[] = []
  const tags: string[] = []
  const faults: string[] = []
  const links: { href: string; text: string }[] = []
  const quotes: string[] = []
  const attributes = new Set<string>()
  let [words, title, lang] = ['', '', undefined as string | undefined]
  const parser = new Parser(
    {
      onopentag(tag, given) {
        const parent = open.at(-1)
        if (parent && INSIDE[parent] && !INSIDE[parent].includes(tag)) faults.push(`<${tag}> in <${parent}>`)
        tags.push(tag)
        open.push(tag)
        for (const name of Object.keys(given)) attributes.add(name)
        if (tag === 'html') lang = given.lang
        if (tag === 'a') links.push({ href: given.href ?? '', text: '' })
        if (tag === 'blockquote') quotes.push('')
        if (tag === 'br') words += '\n'
      },
      ontext(text) {
        if (open.includes('title')) title += text
        else words += text
        if (open.includes('a')) links.at(-1)!.text += text
        if (open.includes('blockquote')) quotes[quotes.length - 1] += text
        if (open.at(-1) === 'ul' && text.trim() !== '') faults.push('text in <ul>')
      },
      onclosetag(tag, isImplied) {
        if (isImplied !== VOID.has(tag)) faults.push(`</${tag}> ${isImplied ? 'missing' : 'of a void'}`)
        if (open.pop() !== tag) faults.push(`</${tag}> out of place`)
      },
    },
    { decodeEntities: true },
  )
  parser.end(html)
  return { lang, title, tags, words, links, quotes, attributes: [...attributes].sort(), faults }
}

/** What is said, without addresses of pages, which HTML has behind words. */
export function wordsOf(text: string): string[] {
  return text.replace(/https?:\/\/\S+/g, ' ').match(/[\p{L}\p{N}@]+/gu) ?? []
}

// HTML as text to read and to search. A tokenizer and counters, no tree: time and memory stay linear in what a
// stranger sent (html-to-text takes 20 s over a megabyte of nested `<div>`).

import { Tokenizer } from 'htmlparser2'
import { TextLines } from './text-lines.ts'

const UNSHOWN = new Set(['head', 'style', 'script', 'title', 'template'])
const LINES = new Set(
  'div tr li dt dd section article header footer main nav aside address center form fieldset figure caption'.split(
    ' ',
  ),
)
const PARAGRAPHS = new Set('p h1 h2 h3 h4 h5 h6 ul ol dl table blockquote pre hr'.split(' '))
const CELLS = new Set(['td', 'th'])
const MAX_ATTRIBUTE = 300 // characters of an address or an image's words

/** The words of an HTML part: paragraphs apart, quotes marked with `> `, links followed by their address. */
export function htmlToText(html: string): string {
  const lines = new TextLines()
  let tag = ''
  let attribute = ''
  let value = ''
  let attributes = new Map<string, string>()
  let unshown = 0
  let link: { href: string; from: number } | undefined

  const add = (text: string) => {
    if (unshown === 0) lines.add(text)
  }
  const open = (name: string) => {
    if (UNSHOWN.has(name)) unshown++
    if (name === 'body') unshown = 0 // whatever was left open before it
    if (name === 'br') lines.breakLine()
    if (name === 'blockquote') lines.quote(1)
    if (name === 'pre') lines.keepSpaces(1)
    separate(name)
    if (name === 'li') add('- ')
    if (name === 'a') link = { href: attributes.get('href') ?? '', from: lines.length }
    if (name === 'img') add(imageWords(attributes.get('alt') ?? ''))
  }
  const close = (name: string) => {
    if (UNSHOWN.has(name) && unshown > 0) unshown--
    if (name === 'a' && link !== undefined) {
      add(linkAddress(link.href, lines.since(link.from)))
      link = undefined
    }
    separate(name)
    if (name === 'blockquote') lines.quote(-1)
    if (name === 'pre') lines.keepSpaces(-1)
  }
  const separate = (name: string) => {
    if (PARAGRAPHS.has(name)) lines.breakParagraph()
    else if (LINES.has(name)) lines.startLine()
    else if (CELLS.has(name)) add(' ')
  }

  const tokenizer = new Tokenizer(
    { decodeEntities: true },
    {
      ontext: (start, end) => add(html.slice(start, end)),
      ontextentity: (codepoint) => add(String.fromCodePoint(codepoint)),
      onopentagname(start, end) {
        tag = html.slice(start, Math.min(end, start + MAX_ATTRIBUTE)).toLowerCase()
        attributes = new Map()
      },
      onattribname(start, end) {
        attribute = html.slice(start, Math.min(end, start + MAX_ATTRIBUTE)).toLowerCase()
        value = ''
      },
      onattribdata(start, end) {
        if (value.length < MAX_ATTRIBUTE) value += html.slice(start, Math.min(end, start + MAX_ATTRIBUTE))
      },
      onattribentity(codepoint) {
        if (value.length < MAX_ATTRIBUTE) value += String.fromCodePoint(codepoint)
      },
      onattribend() {
        if (attribute === 'href' || attribute === 'alt') attributes.set(attribute, value)
      },
      onopentagend: () => open(tag),
      onselfclosingtag: () => open(tag),
      onclosetag: (start, end) =>
        close(
          html
            .slice(start, Math.min(end, start + MAX_ATTRIBUTE))
            .trim()
            .toLowerCase(),
        ),
      oncdata: () => {},
      oncomment: () => {},
      ondeclaration: () => {},
      onprocessinginstruction: () => {},
      onend: () => {},
    },
  )
  tokenizer.write(html)
  tokenizer.end()
  return lines.text()
}

function linkAddress(href: string, shown: string): string {
  if (!/^https?:\/\/\S+$/i.test(href) || href.length >= MAX_ATTRIBUTE) return ''
  const bare = (text: string) =>
    text
      .trim()
      .replace(/^https?:\/\//i, '')
      .replace(/\/$/, '')
  return bare(shown) === bare(href) || shown.trim() === '' ? '' : ` <${href}>`
}

function imageWords(alt: string): string {
  return alt.trim() === '' ? '' : `[${alt.trim()}]`
}

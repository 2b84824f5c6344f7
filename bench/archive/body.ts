// The text of a mail, as plain text and as HTML.
import type { Dice } from './dice.ts'
import * as english from './english.ts'
import { escaped } from './files/zip.ts'
import * as french from './french.ts'
import { type Letter, plantsIn } from './letter.ts'
import type { Program } from './people.ts'
import type { Prose } from './prose.ts'
import { type Quotable, type Quote, quote } from './quoting.ts'
import { wrapped } from './wrap.ts'

export interface Body {
  readonly plain: string
  readonly html: string
  readonly flowed: 'flowed' | 'fixed'
  /** What it quoted, for answers that quote it all. */
  readonly below: string
}

const LONG_LINE = 4_000 // letters

/** How programs end the lines of a paragraph; 0: they don't. */
const COLUMNS: Readonly<Record<Program, number>> = {
  thunderbird: 72,
  mutt: 72,
  'outlook-old': 74,
  gmail: 76,
  outlook: 0,
  apple: 0,
  phone: 0,
}

/** What the author writes, the signature, and the quote over or under them. */
export function bodyOf(letter: Letter, { dice, prose }: { dice: Dice; prose: Prose }): Body {
  const { author, language, plants } = letter
  const phrases = language === 'en' ? english : french
  const [first = '', ...others] = letter.paragraphs
  const planted = [...plantsIn(plants, 'text'), ...plantsIn(plants, 'coded')].map(({ text }) => text)
  const own = [
    dice.pick(phrases.GREETINGS),
    first,
    ...planted,
    ...others,
    dice.pick(phrases.CLOSINGS),
  ].filter((paragraph) => paragraph !== '')
  const long = plantsIn(plants, 'long-line').map(({ word }) => longLine(prose, word))
  const flowed = author.program === 'thunderbird' ? 'flowed' : 'fixed'
  const columns = COLUMNS[author.program]
  const lines = own.map((paragraph) =>
    columns === 0 ? paragraph : wrapped(paragraph, columns, flowed === 'flowed' ? ' ' : ''),
  )
  const signature = signatureOf(letter)
  const answered = quotedMail(letter, prose)
  const quoted = answered && quote(author.program, author.interface, answered)
  const said = [...lines, ...long, signature.join('\n')].join('\n\n')
  const shown = [...own, ...long].map((paragraph) => escaped(paragraph))
  return {
    plain: `${around(said, quoted)}\n`,
    html: page(author.program, shown, signature, plants, quoted),
    flowed,
    below: quoted?.place === 'below' && plantsIn(plants, 'quoted').length === 0 ? quoted.plain : '',
  }
}

function longLine(prose: Prose, word: string): string {
  const words: string[] = []
  for (let length = 0; length < LONG_LINE; length += words.at(-1)!.length + 1) words.push(prose.word())
  words.splice(Math.floor(words.length * 0.4), 0, word)
  return words.join(' ')
}

/** Lines, their separator first; people without one write their first name, or send from a phone. */
function signatureOf({ author, language, plants }: Letter): string[] {
  const planted = plantsIn(plants, 'signature').map(({ text }) => text)
  if (planted.length > 0 || author.signature.length > 0) return ['-- ', ...author.signature, ...planted]
  if (author.program === 'phone') return [language === 'fr' ? 'Envoyé de mon iPhone' : 'Sent from my iPhone']
  return [author.name.split(' ')[0]!]
}

/** What is planted in a quote came by another way than the list. */
function quotedMail({ answered, plants, at, list, language }: Letter, prose: Prose): Quotable | undefined {
  const planted = plantsIn(plants, 'quoted').map(({ text }) => text)
  if (planted.length === 0) return answered
  return {
    name: 'Dominique Ailleurs',
    address: 'dominique@ailleurs.example',
    at: at - 90_000,
    to: list.address,
    subject: 'Hors liste',
    paragraphs: [prose.sentence(language), ...planted, prose.sentence(language)],
    below: '',
  }
}

function around(said: string, quoted: Quote | undefined): string {
  if (quoted === undefined) return said
  return quoted.place === 'above' ? `${quoted.plain}\n\n${said}` : `${said}\n\n${quoted.plain}`
}

function page(
  program: Program,
  paragraphs: readonly string[],
  signature: readonly string[],
  plants: Letter['plants'],
  quoted: Quote | undefined,
): string {
  const paragraph = (text: string): string =>
    program.startsWith('outlook')
      ? `<p class="MsoNormal"><span lang="FR">${text}</span></p>`
      : `<div>${text}</div><br>`
  const hidden = plantsIn(plants, 'unseen')
  const unseen = (place: string, shown: (word: string) => string): string =>
    hidden
      .filter((plant) => plant.place === place)
      .map(({ word }) => shown(word))
      .join('')
  const said = [
    ...paragraphs.map(paragraph),
    ...plantsIn(plants, 'html').map(({ html }) => html),
    `<div class="signature">${signature.map(escaped).join('<br>')}</div>`,
  ].join('\n')
  const style = `p.MsoNormal{margin:0cm;font-size:11.0pt;font-family:"Calibri",sans-serif}${unseen('style', (word) => ` .${word}{color:red}`)}`
  const head = `<meta http-equiv="Content-Type" content="text/html"><style>${style}</style>${unseen('script', (word) => `<script>var ${word}=1;</script>`)}`
  const top = `${unseen('comment', (word) => `<!-- ${word} -->`)}${unseen('attribute', (word) => `<img src="cid:${word}" alt="" title="${word}">`)}${unseen('template', (word) => `<template><p>${word}</p></template>`)}`
  const whole = quoted?.place === 'above' ? `${quoted.html}\n${said}` : `${said}\n${quoted?.html ?? ''}`
  return `<!DOCTYPE html><html><head>${head}</head>\n<body>${top}${whole}\n</body></html>\n`
}

// From a sentence and what fills it to text and HTML.
import { expect, test } from 'vitest'
import { htmlOfBlocks } from '#lists/mails/html.ts'
import { layOut } from '#lists/mails/layout.ts'
import { textOfBlocks } from '#lists/mails/text.ts'
import { readHtml } from './read-html.ts'

const laid = (sentence: string, fillings: Record<string, string> = {}, language: 'fr' | 'en' = 'fr') => {
  const blocks = layOut(sentence, fillings, language)
  const html = htmlOfBlocks(blocks, { language, subject: 'Objet' })
  return { kinds: blocks.map(({ kind }) => kind), text: textOfBlocks(blocks), html, ...readHtml(html) }
}

test('lines that end in an address are a list, numbered ones are choices, indented ones a quotation', () => {
  const { kinds, tags, text, quotes } = laid(
    'Voici :\n\nÉcrire à tous : {list}\nPartir : écrivez à {unsubscribe}\n\n1 pour oui\n2 pour non\n\n    {subject}\n\n> cité\n> deux fois',
    { list: 'a@b.example', unsubscribe: 'a-unsubscribe@b.example', subject: 'Bonjour' },
  )
  expect(kinds).toEqual(['paragraph', 'entries', 'choices', 'quote', 'quote'])
  expect(tags.filter((tag) => tag === 'li')).toHaveLength(4)
  expect(text).toContain('\n\n    Bonjour\n\n> cité\n> deux fois')
  expect(quotes).toEqual(['Bonjour', 'cité\ndeux fois'])
})

test('a link to an address has the word to send for its subject', () => {
  const links = (sentence: string, language: 'fr' | 'en' = 'fr') =>
    laid(
      sentence,
      { request: 'r@b.example', owner: 'o@b.example', unsubscribe: 'u@b.example' },
      language,
    ).links.map(({ href }) => href)
  expect(links('Écrivez PAUSE à {request}.')).toEqual(['mailto:r@b.example?subject=PAUSE'])
  expect(links('Écrivez PAUSE MODÉRATION à {request}')).toEqual([
    `mailto:r@b.example?subject=${encodeURIComponent('PAUSE MODÉRATION')}`,
  ])
  expect(links('Write PAUSE to {request}', 'en')).toEqual(['mailto:r@b.example?subject=PAUSE'])
  expect(links('Écrivez QUITTER ou AIDE à {request}')).toEqual(['mailto:r@b.example'])
  expect(links('Écrivez à {owner}, ou partez : {unsubscribe}')).toEqual([
    'mailto:o@b.example',
    'mailto:u@b.example?subject=QUITTER',
  ])
  expect(links('Leave: {unsubscribe}', 'en')).toEqual(['mailto:u@b.example?subject=LEAVE'])
})

test('the address of the whole list is a link only where one is told to write to everyone', () => {
  const { links } = laid('Rejoindre {list} ?\n\nÉcrire à tout le monde : {list}', { list: 'a@b.example' })
  expect(links).toHaveLength(1)
})

test('a page behind a label is a link that says what it is', () => {
  expect(laid('Me connecter : {link}', { link: 'https://b.example/x?a=1&b="2"' }).links).toEqual([])
  const { links, text, html } = laid('Me connecter\u00a0: {link}', { link: 'https://b.example/x?a=1&b=2' })
  expect(links).toEqual([{ href: 'https://b.example/x?a=1&b=2', text: 'Me connecter' }])
  expect(text).toBe('Me connecter\u00a0: https://b.example/x?a=1&b=2')
  expect(html).toContain('a=1&amp;b=2')
})

test('pages and addresses that our own sentence writes are links; an example at the domain is none', () => {
  const { links } = laid(
    'Voir https://velo15.example/statuts, écrire à anne@velo15.example ou postmaster@{domain} ; AJOUTER jean@asso.example, bureau@{domain}',
    {
      domain: 'relais.example',
    },
  )
  expect(links.map(({ href }) => href)).toEqual([
    'https://velo15.example/statuts',
    'mailto:anne@velo15.example',
    'mailto:postmaster@relais.example',
  ])
})

test('a place alone on its line may have several lines, all indented as it is, and goes when nothing fills it', () => {
  expect(laid('Avant\n\n    {note}\n\nAprès', { note: 'Un\r\n\r\nRépondez OUI\n' }).text).toBe(
    'Avant\n\n    Un\n\n    Répondez OUI\n\nAprès',
  )
  expect(laid('Avant\n\n    {note}\n\nAprès', { note: ' \n' }).text).toBe('Avant\n\nAprès')
  expect(laid('Voici :\n{reason}\n\nFin').text).toBe('Voici :\n\nFin')
  expect(laid('{extract}', { extract: '> Bonjour' }).kinds).toEqual(['quote'])
})

test('a place in a sentence stays in its line', () => {
  expect(
    laid('Votre message « {subject} » attend.', { subject: 'A\n\n1 pour OUI\u2028{code}\u202ex\u0007' }).text,
  ).toBe('Votre message « A 1 pour OUI {code}x » attend.')
})

test('a place right behind a sentence begins where its filling says', () => {
  const text = (more: string, months = '') => laid('Voir 3, 5.{more}{months}\n\nFin', { more, months }).text
  expect(text('\n\nPour la suite, SUITE.')).toBe('Voir 3, 5.\n\nPour la suite, SUITE.\n\nFin')
  expect(text('\nSUITE.', '\n\nMois :\nmars')).toBe('Voir 3, 5.\nSUITE.\n\nMois :\nmars\n\nFin')
  expect(text(' Un seul.')).toBe('Voir 3, 5. Un seul.\n\nFin')
  expect(text('')).toBe('Voir 3, 5.\n\nFin')
})

test('what is given is neither a list, a choice nor a link, however it looks', () => {
  const given = {
    lists: '1 pour OUI\n2 pour NON\n\nÉcrire : x@evil.example\nVoir : https://evil.example/',
    name: '1 ',
  }
  const { kinds, links } = laid('{lists}\n\n{name}et\n{name}puis', given)
  expect(kinds).toEqual(['paragraph', 'paragraph', 'paragraph'])
  expect(links).toEqual([])
})

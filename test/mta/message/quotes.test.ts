import fc from 'fast-check'
import { expect, test } from 'vitest'
import { splitQuotes } from '#mta/message/quotes.ts'
import { cpuMs } from '../../support/cpu.ts'

const shape = (text: string) =>
  splitQuotes(text).map(({ kind, text, attribution }) => [
    kind,
    text,
    ...(attribution === undefined ? [] : [attribution]),
  ])

const attributions = [
  'Le mar. 4 nov. 2026 à 10:12, Jean Dupont <jean@asso.example> a écrit :',
  'Le 04/11/2026 à 10:12, Jean Dupont a écrit\u00a0:',
  'Le 4 nov. 2026 à 10:12, jean@asso.example a écrit :',
  'On Wed, Nov 4, 2026 at 10:12 AM Jean Dupont <jean@asso.example> wrote:',
  'On 04/11/2026 10:12, Jean Dupont wrote:',
  'Am 04.11.2026 um 10:12 schrieb Jean Dupont:',
  'Jean Dupont a écrit :',
]
test.each(attributions.filter((line) => !line.startsWith('Am')))('« %s » introduces a quote', (line) => {
  expect(shape(`Oui !\n\n${line}\n\n> Qui vient ?\n>\n> > Dimanche\n\nMoi aussi.`)).toEqual([
    ['new', 'Oui !'],
    ['quote', 'Qui vient ?\n\n> Dimanche', line],
    ['new', 'Moi aussi.'],
  ])
})

test('an attribution that the mailer wrapped is put together again', () => {
  const wrapped = 'Le mar. 4 nov. 2026 à 10:12, Jean Dupont via Vélo\n<velo@asso.example> a\nécrit :'
  expect(shape(`Oui !\n${wrapped}\n> Qui vient ?`)).toEqual([
    ['new', 'Oui !'],
    ['quote', 'Qui vient ?', wrapped.replaceAll('\n', ' ')],
  ])
})

test('a sentence before an attribution stays a sentence', () => {
  expect(shape('Le 3, rien.\nJean Dupont a écrit :\n> a')[0]).toEqual(['new', 'Le 3, rien.'])
})

test('a dated attribution without marks quotes all that follows', () => {
  expect(
    shape('Merci.\n\nLe 4 nov. 2026 à 10:12, Jean <j@x.example> a écrit :\n\nQui vient ?\nÀ quelle heure ?'),
  ).toEqual([
    ['new', 'Merci.'],
    ['quote', 'Qui vient ?\nÀ quelle heure ?', 'Le 4 nov. 2026 à 10:12, Jean <j@x.example> a écrit :'],
  ])
})

const headings =
  'De : Jean Dupont <jean@asso.example>\nEnvoyé : mardi 4 novembre 2026 10:12\nÀ : velo@asso.example\nObjet : Sortie'
const originals: [string, string][] = [
  ['Outlook in French', `${headings}\n\nQui vient ?`],
  ['Outlook with a line above', `________________________________\n${headings}\n\nQui vient ?`],
  ['Outlook with bold names', `${headings.replace(/^([^:]+) :/gm, '*$1 :*')}\n\nQui vient ?`],
  ['Outlook Express', `-----Message d'origine-----\n${headings}\n\nQui vient ?`],
  ['Zimbra', `----- Mail original -----\n${headings}\n\nQui vient ?`],
]
test.each(originals)('what %s puts under an answer is a quote', (_, original) => {
  expect(shape(`Oui !\n\n${original}`)).toEqual([
    ['new', 'Oui !'],
    ['quote', 'Qui vient ?', 'De : Jean Dupont <jean@asso.example>'],
  ])
})

test('Outlook in English is understood too', () => {
  const english = 'From: Jean Dupont\nSent: Tuesday\nTo: velo\nSubject: Ride'
  expect(shape(`Yes\n\n-----Original Message-----\n${english}\n\nWho?`)[1]).toEqual([
    'quote',
    'Who?',
    'From: Jean Dupont',
  ])
})

test.each([
  '---------- Forwarded message ---------',
  '-------- Message transféré --------',
  'Début du message réexpédié :',
])('what is forwarded under « %s » is to be read, not folded', (line) => {
  const text = `Pour information.\n\n${line}\n${headings}\n\nQui vient ?`
  expect(shape(text)).toEqual([['new', text]])
})

test('a message that only quotes is shown as it is', () => {
  expect(shape(`${headings}\n\nQui vient ?`)).toEqual([['new', `${headings}\n\nQui vient ?`]])
  expect(shape('> Qui vient ?\n-- \nJean')).toEqual([['new', '> Qui vient ?\n-- \nJean']])
})

test('a signature is told apart, unless it is too long to be one', () => {
  expect(shape('Bonjour\n-- \nJean\n06 00')).toEqual([
    ['new', 'Bonjour'],
    ['signature', 'Jean\n06 00'],
  ])
  expect(shape('Oui\n_______________________________________________\nListe vélo')[1]).toEqual([
    'signature',
    'Liste vélo',
  ])
  expect(shape(`Bonjour\n--\n${'suite\n'.repeat(21)}`)[1]![0]).toBe('new')
})

test('an empty text has no blocks', () => {
  expect(splitQuotes('')).toEqual([])
  expect(splitQuotes('\n \n')).toEqual([])
})

test('whatever the text, nothing that it says is lost', () => {
  const line = fc.constantFrom(
    '',
    '> a',
    '>> b',
    'c',
    '-- ',
    'Le 4, X a écrit :',
    'On 4, Y wrote:',
    'De : Z',
    'Date : 4',
    'À : w',
    'Objet : o',
  )
  fc.assert(
    fc.property(fc.array(line, { maxLength: 25 }), (lines) => {
      const said = splitQuotes(lines.join('\n'))
        .map(({ text, attribution = '' }) => `${attribution}\n${text}`)
        .join('\n')
      for (const word of ['a', 'b', 'c']) {
        const written = lines.filter(
          (each) => each.endsWith(` ${word}`) || each.endsWith(`>${word}`) || each === word,
        )
        expect(said.split(/[^a-zà-ÿ]+/i).filter((each) => each === word).length).toBeGreaterThanOrEqual(
          written.length,
        )
      }
    }),
  )
})

test('a hundred thousand lines of anything are split within two seconds of CPU', () => {
  for (const piece of ['> \n', 'a\n', 'Le 1\n', 'De : x\n', '\n', '> a\n\n', 'x a écrit :\n', '-- \n', ' ']) {
    const start = cpuMs()
    splitQuotes(piece.repeat(100_000))
    expect(cpuMs() - start, piece).toBeLessThan(2_000)
  }
})

import { describe, expect, test } from 'vitest'
import { ABOVE, decisionOf, decisionsOf } from '#lists/commands/decision.ts'
import { en } from '#templates/mails/en.ts'
import { fr } from '#templates/mails/fr.ts'

describe('a moderator’s answer', () => {
  test.each([
    ['OUI', 'accept soon'],
    ['Oui, merci !', 'accept soon'],
    ['d’accord', 'accept soon'],
    ['ok', 'accept soon'],
    ['OUI RAPIDE', 'accept at once'],
    ['Rapide', 'accept at once'],
    ['NON', 'refuse «»'],
    ['Non merci', 'refuse «»'],
    ['NON : déjà annoncé lundi', 'refuse «déjà annoncé lundi»'],
    ['non, trop long.\nMerci de résumer', 'refuse «trop long.\nMerci de résumer»'],
    ['TOUJOURS', 'always'],
    ['Toujours accepter cette personne', 'always'],
    ['BLOQUER', 'block'],
    ['non, bloquer cette personne', 'block'],
    ['NON\nTrop tard', 'refuse «Trop tard»'],
    ['No: too long', 'refuse «too long»'],
    ['spam', 'discard'],
    ['ANNULER', 'undo'],
  ])('« %s »', (text, meaning) => {
    const decided = decisionOf(text)
    const more =
      decided?.what === 'accept'
        ? ` ${decided.when}`
        : decided?.what === 'refuse'
          ? ` «${decided.reason}»`
          : ''
    expect(`${decided?.what}${more}`).toBe(meaning)
  })

  test.each([
    'Oui mais pas avant lundi',
    'Oui, je suis absente jusqu’au 15 août',
    'Je ne sais pas',
    'No problem for me',
    'No reply is needed',
    'Bonjour',
    'Nonobstant',
    'accepter les chèques ?',
    'toujours rien reçu',
    'annuler la réunion',
    '',
    '👍',
  ])('« %s » is asked about', (text) => {
    expect(decisionOf(text)).toBeUndefined()
  })

  test('only what stands above the line counts', () => {
    const quoted = `\n\nLe 3 mars 2026 à 10:12, Relais <confirm@relais.example> a écrit :\n> ${ABOVE.fr}\n>\n> OUI`
    expect(decisionOf(`NON\n--\nAnne${quoted}`)).toEqual({ what: 'refuse', reason: '' })
    expect(decisionOf(`${ABOVE.fr}\nOUI`)).toBeUndefined()
    expect(decisionOf(`> ${ABOVE.en}\n> x\n\nYES`)).toBeUndefined()
    expect(decisionOf(quoted)).toBeUndefined()
  })
})

test('a reason holds nothing of a mail of ours that was quoted without a mark', () => {
  const text = 'NON : trop long\nMerci\nFrom Bureau confirm+aabcdefghijklmnopqrst@relais.example\nBonjour,'
  expect(decisionOf(text)).toEqual({ what: 'refuse', reason: 'trop long\nMerci' })
  expect(decisionOf('Non confirm+aabcdefghijklmnopqrst@relais.example')).toEqual({
    what: 'refuse',
    reason: '',
  })
})

test('our mails draw the line that is looked for', () => {
  for (const name of ['held-post', 'held-join', 'round-up', 'held-reminder'] as const) {
    expect(fr[name].text).toContain(`\n${ABOVE.fr}\n`)
    expect(en[name].text).toContain(`\n${ABOVE.en}\n`)
  }
})

describe('an answer to a round-up', () => {
  const said = (text: string) => [...(decisionsOf(text) ?? [])].map(([n, { what }]) => `${n} ${what}`)

  test.each([
    ['1 oui, 2 non, 3 spam', ['1 accept', '2 refuse', '3 discard']],
    ['1 OUI\n2 : non merci\n3) bloquer', ['1 accept', '2 refuse', '3 block']],
    ['2 oui, merci', ['2 accept']],
    ['n° 12 toujours', ['12 always']],
    ['3 annuler', ['3 undo']],
  ])('« %s »', (text, meaning) => {
    expect(said(text)).toEqual(meaning)
  })

  test.each(['1 oui, 2 peut-être', '1 oui, 1 non', 'oui', '3 personnes, 2 non', ''])(
    '« %s » is asked about, whole',
    (text) => {
      expect(decisionsOf(text)).toBeUndefined()
    },
  )
})

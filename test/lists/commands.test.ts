import { expect, test } from 'vitest'
import { parsedCommand, saysNo, saysYes } from '#lists/commands.ts'

test.each([
  ['QUITTER', 'leave'],
  ['Désinscription', 'leave'],
  ['  désabonnement.', 'leave'],
  ['Re: unsubscribe', 'leave'],
  ['stop', 'leave'],
  ["S'abonner", 'join'],
  ['Aide', 'help'],
  ['help!', 'help'],
  ['Comment quitter la liste ?', undefined],
  ['constructor', undefined],
  ['', undefined],
])('« %s » means %s', (line, meaning) => {
  expect(parsedCommand(line)).toBe(meaning)
})

test('yes and no are read on the first word only', () => {
  expect(saysYes('Oui, bien sûr')).toBe(true)
  expect(saysYes('d’accord')).toBe(true)
  expect(saysYes('Ouistiti')).toBe(false)
  expect(saysNo('NON merci')).toBe(true)
  expect(saysNo('Nonobstant')).toBe(false)
  expect(saysNo('Notre réunion')).toBe(false)
})

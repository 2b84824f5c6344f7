import { expect, test } from 'vitest'
import { saysNo, saysYes } from '#lists/commands/yes-no.ts'

test.each(['Oui, bien sûr', 'd’accord', 'OUI.', 'ok', 'Yes please', 'Je confirme', 'C’est bien moi'])(
  '« %s » says yes',
  (line) => {
    expect([saysYes(line), saysNo(line)]).toEqual([true, false])
  },
)

test.each(['NON merci', 'non', 'No', 'Annuler', 'Je n’ai rien demandé', 'Ce n’est pas moi', 'STOP'])(
  '« %s » says no',
  (line) => {
    expect([saysYes(line), saysNo(line)]).toEqual([false, true])
  },
)

test.each(['Ouistiti', 'Nonobstant', 'Notre réunion', 'Okinawa', ''])('« %s » says neither', (line) => {
  expect([saysYes(line), saysNo(line)]).toEqual([false, false])
})

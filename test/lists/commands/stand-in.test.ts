import { expect, test } from 'vitest'
import { commandOf } from '#lists/commands/line.ts'
import { standInOf } from '#lists/commands/stand-in.ts'

const clock = { now: new Date('2026-11-22T12:00:00Z'), timeZone: 'Europe/Paris' }

test.each([
  ['PAUSE MODÉRATION jusqu’au 15 août, Paul@Free.example', '2027-08-15', 'paul@free.example'],
  ['Pause de modération 2 semaines <paul@free.example>', '2026-12-06', 'paul@free.example'],
  ['suspendre la modération jusqu’au 1er janvier par paul@free.example', '2027-01-01', 'paul@free.example'],
  ['PAUSE MODERATION', 'open', undefined],
  ['pause modération paul@free.example', 'open', 'paul@free.example'],
  ['SUSPEND MODERATION until 15 August, paul@free.example', '2027-08-15', 'paul@free.example'],
])('« %s »', async (line, through, deputy) => {
  const command = commandOf(line)
  expect(command?.verb).toBe('stop-moderating')
  expect(await standInOf(command!.rest, clock)).toEqual({ through, ...(deputy && { deputy }) })
})

test('« REPRENDRE MODÉRATION » and « reprendre la modération » moderate again; « REPRENDRE » is a member’s', () => {
  expect(commandOf('REPRENDRE MODÉRATION')?.verb).toBe('moderate-again')
  expect(commandOf('Reprendre la modération, merci')?.verb).toBe('moderate-again')
  expect(commandOf('REPRENDRE')?.verb).toBe('resume')
  expect(commandOf('pause modération de nos débats, une bonne idée ?')?.verb).toBe('stop-moderating')
})

test.each(['un de ces jours', 'paul@free.example et luc@free.example', 'une bonne idée de @'])(
  '« %s » names no stand-in',
  async (rest) => {
    expect(await standInOf(rest, clock)).toBeUndefined()
  },
)

import { expect, test } from 'vitest'
import { whatIsMissing } from '#lists/commands/what-is-missing.ts'

const now = new Date('2026-11-22T10:00:00+01:00') // a Sunday
const read = (written: string) => whatIsMissing(written, { now, timeZone: 'Europe/Paris' })

test.each([
  ['', { words: [] }],
  ['le devis', { words: ['devis'] }],
  ['le message de Paul sur la sortie du 20 novembre', { words: ['paul', 'sortie'], day: '2026-11-20' }],
  ['le mail de lundi', { words: [], day: '2026-11-16' }],
  ['le message d’hier', { words: [], day: '2026-11-21' }],
  ['the message from Anne', { words: ['anne'] }],
  ['vos messages depuis', { words: [] }],
])('« %s »', async (written, meant) => {
  expect(await read(written)).toEqual(meant)
})

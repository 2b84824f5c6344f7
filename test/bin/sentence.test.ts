import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Instance, openInstance } from './relais.ts'

const list = 'bureau@relais.example'

let here: Instance
beforeAll(async () => {
  here = await openInstance()
  await here.relais('space', 'create', 'velo15', '--name', 'Vélo 15')
  await here.relais('list', 'create', list, '--space', 'velo15', '--title', 'Le bureau')
}, 120_000)
afterAll(() => here?.close())

const sentence = (...words: string[]) => here.relais('list', 'sentence', list, ...words)

test('a mail is shown as it would leave, as a file to change, or as HTML', async () => {
  const mail = await sentence('joined')
  expect(mail).toMatch(/^Objet : Bienvenue sur la liste Le bureau\n\nBonjour,\n\n/)
  expect(mail).toContain('écrivez PAUSE à bureau-request@relais.example')
  expect(mail).toMatch(/\n\nRelais, pour Le bureau\n$/)
  expect(await sentence('joined', '--language', 'en')).toContain(
    'write PAUSE to bureau-request@relais.example',
  )
  expect(await sentence('joined', '--show')).toMatch(
    /^Objet : Bienvenue sur la liste \{title\}\n\nVous faites/,
  )
  expect(await sentence('joined', '--html')).toContain(
    '<a href="mailto:bureau-request@relais.example?subject=PAUSE"',
  )
})

test('a list says a mail in its own words from a file, until they are taken back', async () => {
  const file = join(here.folder, 'bienvenue.txt')
  await writeFile(file, 'Objet : Bienvenue au bureau\n\nRendez-vous jeudi. Écrire à tous : {list}\n')
  await sentence('joined', '--file', file)
  expect(await sentence('joined')).toBe(
    `Objet : Bienvenue au bureau\n\nBonjour,\n\nRendez-vous jeudi. Écrire à tous : ${list}\n\nRelais, pour Le bureau\n`,
  )
  expect(await sentence()).toMatch(/^joined\s+own \(fr\)\s+\{title\} \{list\}/m)
  expect(await here.db('audit').where({ act: 'sentence' }).select('via', 'detail')).toEqual([
    { via: 'command', detail: { name: 'joined', language: 'fr', change: 'set' } },
  ])
  await sentence('joined', '--reset')
  expect(await sentence('joined')).toContain('Bienvenue sur la liste Le bureau')
  await expect(sentence('joined', '--reset')).rejects.toThrow('no words of its own in fr')
})

test('a space and the platform have their own words too, read from standard input', async () => {
  await here.relaisWith('Bien à vous,\n{whom}', 'space', 'sentence', 'velo15', 'signature', '--file', '-')
  expect(await sentence('left')).toMatch(/\n\nBien à vous,\nLe bureau\n$/)
  await here.relaisWith('Cher voisin,', 'sentence', 'greeting', '--file', '-')
  expect(await sentence('left')).toMatch(/\n\nCher voisin,\n\nC’est fait/)
  expect(await here.relais('sentence', 'login')).toMatch(
    /^Objet : Votre connexion à Relais\s: 012345\n(?:.|\n)+\n\nRelais\n$/,
  )
})

test('what is wrong is said in a line', async () => {
  await expect(
    here.relaisWith('Objet : A\n\n{code}', 'list', 'sentence', list, 'joined', '--file', '-'),
  ).rejects.toThrow('{code} cannot be filled in "joined"; it may have')
  await expect(sentence('unheard-of')).rejects.toThrow(
    'there is no sentence "unheard-of"; there are confirm-post',
  )
  await expect(here.relais('space', 'sentence', 'nowhere', 'joined')).rejects.toThrow('no space "nowhere"')
})

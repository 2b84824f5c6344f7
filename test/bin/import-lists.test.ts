import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { zipOf } from '../archive/extract/zip-files.ts'
import { mailNumbered, mboxOf } from '../archive/import/mail-of-years.ts'
import { type Instance, openInstance } from './relais.ts'

let here: Instance
let folder: string

beforeAll(async () => {
  here = await openInstance()
  folder = join(here.folder, 'old')
  await mkdir(join(folder, 'bureau', 'cur'), { recursive: true })
  await mkdir(join(folder, 'bureau', 'new'))
  await mkdir(join(folder, 'html'))
  await mkdir(join(folder, 'atelier.mbox'))
  await writeFile(join(folder, 'velo.mbox'), mboxOf(12))
  await writeFile(join(folder, 'Jardin@Quai.example.mbox.gz'), gzipSync(mboxOf(6, 100)))
  await writeFile(join(folder, 'bureau', 'cur', '1.M1.host:2,S'), mailNumbered(200))
  await writeFile(join(folder, 'bureau', 'cur', '2.M2.host:2,S'), 'no mail at all')
  await writeFile(join(folder, 'atelier.mbox', 'atelier.mbox'), mboxOf(3, 300))
  await writeFile(join(folder, 'fete.zip'), zipOf({ 'un.eml': mailNumbered(400) }))
  await writeFile(join(folder, 'README'), 'Bonjour')
  await here.relais('space', 'create', 'quai', '--name', 'Quai', '--domain', 'quai.example')
  for (const list of ['velo@relais.example', 'jardin@quai.example', 'bureau@quai.example'])
    await here.relais('list', 'create', list, '--space', 'quai')
}, 120_000)
afterAll(() => here?.close())

interface Said {
  readonly added: number
  readonly known: number
  readonly leftovers: number
  readonly lists: readonly { list: string; added: number; leftovers: number; id: number; before?: true }[]
  readonly others: readonly string[]
}
const imports = (...words: string[]) => here.relaisJson<Said>('import', 'lists', folder, ...words)
const messages = async () => Number((await here.db('messages').count().first())!.count)

test('nothing is imported while a list is missing, and all that are missing are named', async () => {
  await expect(imports()).rejects.toThrow(
    'there is no list atelier@relais.example, fete@relais.example; with --space they are made',
  )
  await expect(imports('--space', 'nulle-part')).rejects.toThrow('there is no space "nulle-part"')
  expect(await messages()).toBe(0)
})

test('a dry run counts, list by list, and makes nothing', async () => {
  const said = await imports('--dry-run', '--space', 'quai')
  expect(said).toMatchObject({ added: 23, known: 0, leftovers: 1, others: ['README', 'html'] })
  expect(await messages()).toBe(0)
  await expect(here.relais('list', 'show', 'fete@relais.example')).rejects.toThrow('there is no list')
})

test('each archive goes to the list that it is named after; lists that there are not are made', async () => {
  const report = join(here.folder, 'report.jsonl')
  const said = await imports('--space', 'quai', '--preset', 'public', '--report', report)
  expect(said).toMatchObject({ added: 23, known: 0, leftovers: 1, others: ['README', 'html'] })
  expect(said.lists.map(({ list, added }) => `${list} ${added}`).toSorted()).toEqual([
    'atelier@relais.example 3',
    'bureau@quai.example 1',
    'fete@relais.example 1',
    'jardin@quai.example 6',
    'velo@relais.example 12',
  ])
  expect(JSON.parse(await readFile(report, 'utf8'))).toMatchObject({
    list: 'bureau@quai.example',
    why: 'not-a-mail',
  })
  const hits = await here.relaisJson('search', 'tandem301', '--list', 'atelier@relais.example')
  expect(hits).toMatchObject({ total: 1 })
  expect(await here.relaisJson('import', 'list')).toHaveLength(5)
})

test('run again it goes on: what was read to its end is left alone, what was not is read', async () => {
  await here.db('imports').where({ added: 12 }).update({ finished_at: null })
  const said = await imports()
  expect(said).toMatchObject({ added: 12, known: 0, leftovers: 1 })
  expect(said.lists.filter(({ before }) => before)).toHaveLength(4)
  expect(await messages()).toBe(23)
  const words = await here.relais('import', 'lists', folder)
  const { id } = said.lists.find(({ leftovers }) => leftovers > 0)!
  expect(words).toContain(
    `bureau@quai.example: import ${id} had read it to its end (relais import show ${id})\n`,
  )
  expect(words).toContain('5 archives: 0 added, 0 there already, 1 not taken\n')
  expect(words).toContain('left aside: README, which is none of .mbox, .mbox.gz, .zip and Maildir')
})

test('searches after an import find the index in order', async () => {
  const { rows } = await here.db.raw(`select gin_clean_pending_list('search_entries_words') as pages`)
  expect(rows).toEqual([{ pages: 0 }])
})

test('a name that two lists share is refused', async () => {
  await here.relais('space', 'create', 'rue', '--name', 'Rue', '--domain', 'rue.example')
  await here.relais('list', 'create', 'bureau@rue.example', '--space', 'rue')
  await expect(imports()).rejects.toThrow(
    /bureau may be of bureau@quai\.example or bureau@rue\.example: name it after the whole address/,
  )
  await expect(here.relais('import', 'lists', join(folder, 'html'))).rejects.toThrow('there is no archive in')
})

// What is written in the files of a mail is found a moment after the mail.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { endlessPdf } from '../archive/extract/bombs.ts'
import { docx, paragraph } from '../archive/extract/office-files.ts'
import { pdf } from '../archive/extract/pdf-files.ts'
import { give } from '../support/mail.ts'
import { type Attached, mailWithFiles } from '../support/mail-with-files.ts'
import { type Program, startProgram } from '../support/program.ts'
import { until } from '../support/until.ts'

const list = 'jardin@quai.example'
const anne = 'anne@orange.example'
let program: Program

beforeAll(async () => {
  program = await startProgram({ env: { RELAIS_EVIDENCE: 'trust' } })
  await program.relais('space', 'create', 'quai', '--name', 'Quai', '--domain', 'quai.example')
  await program.relais('list', 'create', list, '--space', 'quai', '--preset', 'public')
  await program.relais('subscriber', 'add', list, anne)
}, 60_000)
afterAll(() => program?.remove())

const aPdf = (name: string, bytes: Buffer): Attached => ({ name, type: 'application/pdf', bytes })

async function post(subject: string, files: readonly Attached[]): Promise<void> {
  const bytes = mailWithFiles({ From: anne, To: list, Subject: subject }, 'En pièces jointes.', files)
  expect(await give(program.smtp, { from: anne, to: [list] }, bytes)).toMatch(/^250/)
}

interface Answer {
  readonly total: number
  readonly hits: readonly { readonly subject: string; readonly kind: string; readonly fileName?: string }[]
}

async function search(query: string): Promise<Answer> {
  return (await (await fetch(`${program.web}/api/v1/search?q=${encodeURIComponent(query)}`)).json()) as Answer
}
const found = (query: string, timeoutMs?: number) =>
  until(async () => {
    const answer = await search(query)
    return answer.total > 0 && answer
  }, timeoutMs)

test('a word that stands only in a PDF finds its mail, which was found by its own words before', async () => {
  await post('Budget', [
    aPdf('budget.pdf', pdf([['Page de garde'], ['Achat de topinambours']])),
    { name: 'lettre.docx', type: '', bytes: docx(paragraph('Une brouette neuve')) },
    { name: 'photo.jpg', type: 'image/jpeg', bytes: Buffer.from('\xff\xd8\xff\xe0', 'latin1') },
  ])
  expect(await found('sujet:budget')).toMatchObject({ total: 1 })
  expect(await search('fichier:photo')).toMatchObject({ total: 1 })
  expect(await found('topinambour')).toMatchObject({ total: 1, hits: [{ subject: 'Budget', kind: 'file' }] })
  expect(await search('brouettes')).toMatchObject({ total: 1 })
  const said = JSON.parse(await program.relais('search', 'topinambour', '--json'))
  expect(said).toMatchObject({ total: 1, hits: [{ kind: 'file', fileName: 'budget.pdf' }] })
})

test('a power cut between filing and reading loses no reading', async () => {
  // The first file takes as long as a file may; the second waits for it.
  await post('Sans fin', [aPdf('sans-fin.pdf', endlessPdf())])
  await post('Compte rendu', [aPdf('compte-rendu.pdf', pdf([['Le rutabaga a gagné']]))])
  await found('sujet:"compte rendu"')
  expect(await search('rutabaga')).toMatchObject({ total: 0 })
  await program.kill()
  await program.restart()
  expect(await found('rutabaga', 60_000)).toMatchObject({ hits: [{ subject: 'Compte rendu' }] })
  expect(await search('fichier:sans-fin')).toMatchObject({ total: 1 })
  const { setAside } = JSON.parse(await program.relais('queue', 'list', '--json'))
  expect(setAside).toEqual([])
}, 120_000)

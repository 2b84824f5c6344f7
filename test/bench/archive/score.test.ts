import { execFile } from 'node:child_process'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Answers } from '#bench/archive/answers.ts'
import { makeArchive } from '#bench/archive/make.ts'
import { questionOf } from '#bench/archive/question.ts'
import { countsAsked, type Given, score, threadId } from '#bench/archive/score.ts'
import { temporaryFolder } from '#test/support/folder.ts'

let folder: string
let answers: Answers

beforeAll(async () => {
  folder = await temporaryFolder()
  answers = await makeArchive(folder, { messages: 600, seed: 9, lists: 4, years: 2 })
})
afterAll(() => rm(folder, { recursive: true }))

/** All as it should be. */
function right(): Map<string, Given> {
  return new Map<string, Given>([
    ...answers.needles.map(({ id, expect: ids }): [string, Given] => [id, { ids }]),
    ...answers.threads.map(({ root, ids }): [string, Given] => [threadId(root), { ids }]),
    ...countsAsked(answers).map(({ id, count }): [string, Given] => [id, { count }]),
  ])
}

test('who finds everything and nothing else is exact in all', () => {
  const scored = score(answers, right())
  const { length } = answers.needles
  expect(scored).toMatchObject({ asked: length, exact: length, misses: [], unanswered: [] })
  expect(scored.threads).toEqual({ asked: answers.threads.length, exact: answers.threads.length })
  expect(scored.counts.exact).toBe(scored.counts.asked)
  expect(scored.kinds['html-hidden']).toEqual({ asked: 5, exact: 5, recall: 1, precision: 1, decoys: 0 })
})

test('what is missing, a decoy, a thread cut short, a wrong count and no answer are all told', () => {
  const given = right()
  const [phrase] = answers.needles.filter(({ kind }) => kind === 'phrase')
  const [rare, other] = answers.needles.filter(({ kind }) => kind === 'rare').slice(1)
  const [thread] = answers.threads
  const [counted] = countsAsked(answers)
  given.set(phrase!.id, { ids: [...phrase!.expect, phrase!.reject[0]!] })
  given.set(rare!.id, { ids: rare!.expect.slice(1) })
  given.set(threadId(thread!.root), { ids: thread!.ids.slice(1) })
  given.set(counted!.id, { count: counted!.count + 1 })
  given.delete(other!.id)
  const scored = score(answers, given)
  expect(scored.exact).toBe(answers.needles.length - 3)
  expect(scored.kinds.phrase).toMatchObject({ asked: 20, exact: 19, recall: 1, decoys: 1 })
  expect(scored.kinds.phrase?.precision).toBeLessThan(1)
  expect(scored.kinds.rare).toMatchObject({ asked: 50, exact: 48, precision: 1, decoys: 0 })
  expect(scored.kinds.rare?.recall).toBeLessThan(1)
  expect(scored.threads.asked - scored.threads.exact).toBe(1)
  expect(scored.counts.asked - scored.counts.exact).toBe(1)
  expect(scored.unanswered).toEqual([other!.id])
  expect(scored.misses).toContainEqual({
    id: phrase!.id,
    query: phrase!.query,
    missing: [],
    wrong: [phrase!.reject[0]],
  })
  expect(scored.misses.map(({ id }) => id)).toContain(threadId(thread!.root))
})

test('a table of the score is printed, and who missed something fails', async () => {
  const program = join(import.meta.dirname, '..', '..', '..', 'bench', 'archive', 'score-answers.ts')
  const given = right()
  const scored = async () => {
    const lines = [...given].map(([id, answer]) => JSON.stringify({ id, ...answer }))
    await writeFile(join(folder, 'results.jsonl'), `${lines.join('\n')}\n`)
    const args = [program, join(folder, 'answers.json'), join(folder, 'results.jsonl')]
    return promisify(execFile)(process.execPath, args).catch(
      (error: { code: number; stdout: string }) => error,
    )
  }
  const whole = await scored()
  expect(whole).not.toHaveProperty('code')
  expect(whole.stdout).toMatch(new RegExp(`^all +${answers.needles.length}/${answers.needles.length}$`, 'm'))
  given.set('and-01', { ids: [] })
  const missed = await scored()
  expect(missed).toHaveProperty('code', 1)
  expect(missed.stdout).toMatch(/^and +14\/15 +93\.3 % +100\.0 % +0$/m)
  expect(missed.stdout).toContain('missed and-01')
})

test('a question is asked in the language of Relais', () => {
  expect(questionOf({ match: 'term', query: 'l’été' })).toBe('l’été')
  expect(questionOf({ match: 'phrase', query: 'rue verte' })).toBe('"rue verte"')
  expect(questionOf({ match: 'prefix', query: 'jard' })).toBe('jard*')
  expect(questionOf({ match: 'filename', query: 'bilan' })).toBe('fichier:bilan')
  expect(questionOf({ match: 'new', query: 'oui' })).toBe('nouveau:oui')
  expect(questionOf({ match: 'quoted', query: 'oui' })).toBe('cité:oui')
  expect(questionOf({ match: 'without', query: 'oui non' })).toBe('oui -non')
})

import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { en } from '#templates/catalog/en.ts'
import { fr } from '#templates/catalog/fr.ts'

const ROOT = new URL('../../', import.meta.url)
const sources = (folder: string): string[] =>
  readdirSync(new URL(folder, ROOT), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ts|hbs)$/.test(entry.name))
    .map((entry) => readFileSync(`${entry.parentPath}/${entry.name}`, 'utf8'))

/** A sentence without its ICU syntax. */
const words = (sentence: string): string =>
  sentence.replace(/\{(\w+), (?:number|plural,)/g, '{').replace(/(?:=0|one|other) \{/g, '')

/** What a French compositor would mark in a sentence. */
const faults: Record<string, RegExp> = {
  'no narrow space before ; ! ? »': /[^\u202f][;!?»]/,
  'no narrow space before :': /[^\u202f\d]:(?!\/\/)/,
  'no narrow space after «': /«(?!\u202f)/,
  'a typewriter’s apostrophe, quote or ellipsis': /['"]|\.\.\./,
  'a number that may be parted from its word': /# |\d (?:h|n°)/,
}

test('French sentences are set as French', () => {
  const found = Object.entries(fr).flatMap(([key, sentence]) =>
    Object.entries(faults).flatMap(([fault, pattern]) =>
      pattern.test(words(sentence)) ? [`${key}: ${fault}`] : [],
    ),
  )
  expect(found).toEqual([])
})

test('the eye that checks them sees each fault', () => {
  const bad = ['Qui vient ?', 'Voici : tout', '« oui', "l'atelier", '# messages']
  const seen = bad.map((sentence) => Object.values(faults).some((pattern) => pattern.test(words(sentence))))
  expect(seen).toEqual([true, true, true, true, true])
})

test('English sentences use true quotes and no French spaces', () => {
  for (const sentence of Object.values(en).map(words)) {
    expect(sentence).not.toMatch(/['"]|\.\.\.|\u202f/)
  }
})

test('both languages say the same sentences, with the same values', () => {
  const values = (sentence: string) =>
    [
      ...new Set(
        [...sentence.replace(/(?:=0|one|other) \{/g, '').matchAll(/\{(\w+)[,}]|<([abi])>/g)].map(
          (m) => m[1] ?? m[2],
        ),
      ),
    ].sort()
  expect(Object.keys(en).sort()).toEqual(Object.keys(fr).sort())
  for (const key of Object.keys(fr) as (keyof typeof fr)[]) {
    expect([key, ...values(en[key])]).toEqual([key, ...values(fr[key])])
  }
})

test('every sentence is said somewhere', () => {
  const code = [...sources('web/'), ...sources('templates/pages/')].join('\n')
  const composed = [
    'policy.post.',
    'me.mode.',
    'error.',
    'message.defect.',
    'files.kind.',
    'search.said.',
    'search.note.',
    'search.help.',
  ]
  const unsaid = Object.keys(fr).filter(
    (key) =>
      !composed.some((prefix) => key.startsWith(prefix)) &&
      !code.includes(`'${key}'`) &&
      !code.includes(`"${key}"`),
  )
  expect(unsaid).toEqual([])
})

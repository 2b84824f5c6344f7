import { expect, test } from 'vitest'
import { markedSnippet, plainSnippet } from '#web/search/marked.ts'

const ANNE = { personId: 1, name: 'Anne', administrator: false }

test('found words are marked, and nothing else of a text is HTML', () => {
  expect(markedSnippet('un \u0002vélo\u0003 <b>', ANNE)).toBe('un <mark>vélo</mark> &lt;b&gt;')
  expect(markedSnippet('\u0003\u0002x', ANNE)).toBe('x')
})

test('an address in which a word was found is masked from strangers all the same', () => {
  for (const snippet of [
    'Écrivez à \u0002anne\u0003@velo15.example.',
    'Écrivez à anne@\u0002velo15\u0003.example.',
    'Écrivez à \u0002anne\u0003.\u0002martin\u0003@\u0002velo15\u0003.example.',
    'Écrivez à anne%40\u0002velo15\u0003.example.',
  ]) {
    expect(markedSnippet(snippet, undefined)).toBe('Écrivez à …@velo15.example.')
    expect(plainSnippet(snippet, undefined)).toBe('Écrivez à …@velo15.example.')
    expect(markedSnippet(snippet, ANNE)).toContain('<mark>')
  }
})

import { expect, test } from 'vitest'
import { HITS_A_PAGE, hitPager, MAX_PAGE } from '#web/search/pages-of-hits.ts'

const url = (page: number) => `?page=${page}`
const full = Array.from({ length: HITS_A_PAGE + 1 })

test('there is a next page as long as one more hit was found, also past what was counted', () => {
  expect(hitPager({ total: 1000, totalIs: 'at-least', hits: full }, 51, url)).toEqual({
    page: 51,
    before: '?page=50',
    after: '?page=52',
  })
  expect(hitPager({ total: 1000, totalIs: 'at-least', hits: full.slice(1) }, 52, url)).toEqual({
    page: 52,
    before: '?page=51',
  })
})

test('a result that was counted says how many pages it has', () => {
  expect(hitPager({ total: 41, totalIs: 'exact', hits: full }, 2, url)).toEqual({
    page: 2,
    pages: 3,
    before: '?page=1',
    after: '?page=3',
  })
})

test('one page needs no way to others; from beyond the end a way leads back', () => {
  expect(hitPager({ total: 3, totalIs: 'exact', hits: full.slice(0, 3) }, 1, url)).toBeUndefined()
  expect(hitPager({ total: 41, totalIs: 'exact', hits: [] }, 9, url)).toEqual({ page: 9, before: '?page=3' })
})

test('nobody is led deeper than a narrower question would serve', () => {
  expect(hitPager({ total: 1000, totalIs: 'at-least', hits: full }, MAX_PAGE, url)?.after).toBeUndefined()
})

import { describe, expect, test } from 'vitest'
import { asksForMore } from '#lists/commands/more.ts'
import { periodOf } from '#lists/commands/period.ts'

describe('a month or a year, seen from 22 November 2026', () => {
  test.each([
    ['2025', '2025'],
    ['2025-11', '2025-11'],
    ['novembre 2025', '2025-11'],
    ['Nov. 2025', '2025-11'],
    ['11/2025', '2025-11'],
    ['1/2025', '2025-01'],
    ['de février 2026', '2026-02'],
    ['le mois d’août 2024', '2024-08'],
    ['August 2024', '2024-08'],
    ['décembre', '2025-12'],
    ['novembre', '2026-11'],
    ['ce mois-ci', '2026-11'],
    ['this month', '2026-11'],
    ['le mois dernier', '2026-10'],
    ['cette année', '2026'],
    ['l’année dernière', '2025'],
    ['last year', '2025'],
  ])('« %s » is %s', (written, period) => {
    expect(periodOf(written, '2026-11-22')).toBe(period)
  })

  test('the month before January is in another year', () => {
    expect(periodOf('mois dernier', '2026-01-05')).toBe('2025-12')
  })

  test.each([
    '',
    'bureau',
    '2025-13',
    '2025-00',
    '0999',
    'jui 2025',
    '12',
    'le 3 mai 2025 à midi',
    'mars attaque',
  ])('« %s » is none', (written) => {
    expect(periodOf(written, '2026-11-22')).toBeUndefined()
  })
})

test.each(['suite', 'La suite, svp', 'SUITE !', 'more', 'Next', 'les suivants'])(
  '« %s » asks for more',
  (line) => {
    expect(asksForMore(line)).toBe(true)
  },
)
test.each(['2', 'suite à votre message, je viens', 'merci', ''])('« %s » does not', (line) => {
  expect(asksForMore(line)).toBe(false)
})

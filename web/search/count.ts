import type { Found } from '#search/engine.ts'
import type { Language } from '../needs.ts'
import { say } from '../sentences.ts'

/** « 12 messages », « Plus de 1 000 messages ». */
export function countSaid({ total, totalIs }: Pick<Found, 'total' | 'totalIs'>, language: Language): string {
  return say(language, totalIs === 'exact' ? 'search.count' : 'search.count.more', { total })
}

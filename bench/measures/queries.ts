// Sixty-odd questions of the kinds that people ask, drawn from what is known of an archive.
import type { Answers, Needle } from '../archive/answers.ts'

export interface LatencyQuery {
  readonly class: 'rare' | 'common' | 'mid' | 'and2' | 'phrase' | 'from' | 'date' | 'filename' | 'prefix'
  /** In Relais' query language. */
  readonly question: string
}

const PHRASES = ['merci d’avance', 'a écrit', 'système de fichiers', 'boîte de dialogue', 'ordre du jour']

/** The questions, the same for the same archive. */
export function latencyQueries(answers: Answers): LatencyQuery[] {
  const planted = (kind: string, count: number): Needle[] =>
    answers.needles.filter((needle) => needle.kind === kind).slice(0, count)
  const common = answers.common_terms.filter((word) => word.length > 3)
  const mid = answers.mid_terms.filter((word) => word.length > 4)
  const tail = answers.tail_terms.filter((word) => word.length > 5 && !word.includes('-'))
  const months = answers.counts.month.map(({ month }) => month)
  const asked = (kind: LatencyQuery['class'], questions: readonly string[]): LatencyQuery[] =>
    questions.map((question) => ({ class: kind, question }))
  return [
    ...asked(
      'rare',
      planted('rare', 10).map(({ query }) => query),
    ),
    ...asked('common', common.slice(0, 10)),
    ...asked('mid', mid.filter((_, n) => n % 2 === 0).slice(0, 8)),
    ...asked(
      'and2',
      mid.slice(0, 10).map((word, n) => `${word} ${mid[n + 10] ?? common[n]}`),
    ),
    ...asked(
      'phrase',
      [...planted('phrase', 4).map(({ query }) => query), ...PHRASES].map((words) => `"${words}"`),
    ),
    ...asked(
      'from',
      answers.counts.author.slice(0, 6).map(({ address }) => `de:${address}`),
    ),
    ...asked(
      'date',
      common.slice(0, 6).map((word, n) => `${word} date:${spread(months, n)}`),
    ),
    ...asked(
      'filename',
      planted('filename', 4).map(({ query }) => `fichier:${query}`),
    ),
    ...asked(
      'prefix',
      tail.slice(0, 4).map((word) => `${word.slice(0, 5)}*`),
    ),
  ]
}

/** The n-th of six over all of them. */
function spread(months: readonly string[], n: number): string {
  return months[Math.floor(((n + 0.5) * months.length) / 6)] ?? ''
}

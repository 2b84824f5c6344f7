// An engine with PostgreSQL's behind it: who asks gets an answer from the one or the other, and learns from which. While
// the first is away no page waits for it; in the background it is looked for, and asked again when it is back.
import type { Log } from '#store/log.ts'
import { SearchAway } from './away.ts'
import { answered, type Circuit, CLOSED, failed, isLookDue, stillAway } from './circuit.ts'
import type { Asked, Facets, Found, Question, SearchEngine, Timeline } from './engine.ts'

/** An engine that is asked over a network. */
export interface DistantEngine extends SearchEngine {
  readonly name: string
  /** Throws a SearchAway when a question would. */
  look(): Promise<void>
}

/** Which engine an answer is of. */
export interface By {
  readonly by: string
}

/** An engine whose answers say whose they are; without a fallback, questions may end in a SearchAway. */
export interface SearchWithFallback extends SearchEngine {
  find(asked: Asked): Promise<Found & By>
  facets(question: Question): Promise<Facets & By>
  timeline(question: Question): Promise<Timeline & By>
  /** Who answers now: an engine's name, or `nobody`. */
  answering(): string
}

export interface FallbackOptions {
  readonly first: DistantEngine
  /** Answers instead; without it search is away with the first. */
  readonly second?: { readonly name: string; readonly engine: SearchEngine }
  readonly log: Log
  readonly nowMs?: () => number
}

export function withFallback({ first, second, log, nowMs = Date.now }: FallbackOptions): SearchWithFallback {
  let circuit: Circuit = CLOSED
  let looking: Promise<void> | undefined

  const note = (next: Circuit, why?: SearchAway) => {
    if (next.state === circuit.state) {
      circuit = next
      return
    }
    circuit = next
    if (next.state === 'closed') log.info({ engine: first.name }, 'The search engine answers again')
    else log.warn({ engine: first.name, why: why?.why, detail: why?.detail }, 'The search engine is away')
  }

  const look = () => {
    if (looking !== undefined || !isLookDue(circuit, nowMs())) return
    looking = first
      .look()
      .then(
        () => note(CLOSED),
        () => note(stillAway(circuit, nowMs())),
      )
      .finally(() => {
        looking = undefined
      })
  }

  const fail = (error: SearchAway) => {
    // These say nothing of the engine: another question may well be answered.
    if (error.why === 'too-wide') return
    if (error.why === 'misunderstood')
      log.error({ engine: first.name, detail: error.detail }, 'The search engine did not take a question')
    else note(failed(circuit, error.why === 'slow' ? 'slow' : 'away', nowMs()), error)
  }

  async function ask<T extends object>(question: (engine: SearchEngine) => Promise<T>): Promise<T & By> {
    if (circuit.state === 'open') {
      look()
      if (second === undefined) throw new SearchAway('unreachable', `${first.name} is away`)
      return { ...(await question(second.engine)), by: second.name }
    }
    try {
      const answer = await question(first)
      note(answered(circuit))
      return { ...answer, by: first.name }
    } catch (error) {
      if (!(error instanceof SearchAway)) throw error
      fail(error)
      if (second === undefined) throw error
      return { ...(await question(second.engine)), by: second.name }
    }
  }

  return {
    index: (tx, entries) => first.index(tx, entries),
    remove: (tx, messageIds) => first.remove(tx, messageIds),
    find: (asked) => ask((engine) => engine.find(asked)),
    facets: (question) => ask((engine) => engine.facets(question)),
    timeline: (question) => ask((engine) => engine.timeline(question)),
    compare: (range) => first.compare(range),
    answering: () => (circuit.state === 'closed' ? first.name : (second?.name ?? 'nobody')),
  }
}

// The Meilisearch server: a client that pages wait for, one that work in the background waits for, and what their
// errors mean.
import {
  Meilisearch,
  MeilisearchApiError,
  MeilisearchRequestError,
  MeilisearchRequestTimeOutError,
} from 'meilisearch'
import { SearchAway, type WhyAway } from '../away.ts'

export interface Server {
  /** For questions: a page waits. */
  readonly asking: Meilisearch
  /** For documents and settings. */
  readonly telling: Meilisearch
}

export interface ServerOptions {
  readonly url: string
  readonly key?: string
  readonly askMs?: number
  readonly tellMs?: number
}

const ASK_MS = 2_000
/** A batch of documents has to get through a slow line. */
const TELL_MS = 60_000
const DETAIL_CHARS = 300

export function openServer({ url, key, askMs = ASK_MS, tellMs = TELL_MS }: ServerOptions): Server {
  const place = { host: url, ...(key !== undefined && { apiKey: key }) }
  return {
    asking: new Meilisearch({ ...place, timeout: askMs }),
    telling: new Meilisearch({ ...place, timeout: tellMs }),
  }
}

/** Asks; whatever goes wrong on the way is a SearchAway. */
export async function reach<T>(asked: Promise<T>): Promise<T> {
  try {
    return await asked
  } catch (error) {
    throw awayFor(error) ?? error
  }
}

/** What an error of the client says of the server; undefined for a bug of ours. */
export function awayFor(error: unknown): SearchAway | undefined {
  if (error instanceof MeilisearchApiError) {
    const detail = `${error.response.status} ${error.cause?.code ?? ''}: ${error.message}`.slice(
      0,
      DETAIL_CHARS,
    )
    return new SearchAway(whyOf(error), detail)
  }
  if (error instanceof MeilisearchRequestError) {
    const { cause } = error
    return cause instanceof MeilisearchRequestTimeOutError
      ? new SearchAway('slow', cause.message)
      : new SearchAway('unreachable', reasonOf(cause))
  }
  // Something else than Meilisearch answers at that address, such as the error page of a proxy.
  if (error instanceof SyntaxError) return new SearchAway('failing', 'the answer is not JSON')
  return undefined
}

/** Whether there is an index of this name. */
export async function isThere({ telling }: Server, index: string): Promise<'there' | 'missing'> {
  try {
    await telling.getRawIndex(index)
    return 'there'
  } catch (error) {
    if (isNoIndex(error)) return 'missing'
    throw awayFor(error) ?? error
  }
}

const isNoIndex = (error: unknown): boolean =>
  error instanceof MeilisearchApiError && error.cause?.code === 'index_not_found'

function whyOf(error: MeilisearchApiError): WhyAway {
  const { status } = error.response
  if (isNoIndex(error)) return 'not-ready'
  if (status === 401 || status === 403) return 'refused'
  return status >= 500 || status === 429 || status === 408 ? 'failing' : 'misunderstood'
}

/** fetch() wraps what the system said. */
function reasonOf(cause: unknown): string {
  const inner = cause instanceof Error && cause.cause instanceof Error ? cause.cause : cause
  return inner instanceof Error ? inner.message.slice(0, DETAIL_CHARS) : ''
}

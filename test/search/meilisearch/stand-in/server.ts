// Stands in for a Meilisearch server, by its documentation: an HTTP server that keeps what it was asked, answers as the
// reference shows, and can be down, slow, failing, or refuse. It proves nothing about a real one; the common suite
// does, where MEILI_URL is set.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Settings } from 'meilisearch'
import { type Fields, FilterError } from './filter.ts'
import { Index, type Query } from './index.ts'

export interface Request {
  readonly method: string
  readonly path: string
  readonly headers: IncomingMessage['headers']
  readonly body: unknown
}

interface Task {
  readonly uid: number
  readonly type: string
  readonly indexUid: string | null
  status: 'enqueued' | 'succeeded' | 'failed'
  error: { message: string; code: string; type: string; link: string } | null
  work: (() => void) | undefined
}

class ApiError extends Error {
  readonly status: number
  readonly code: string
  constructor(status: number, code: string, message: string) {
    super(message)
    this.status = status
    this.code = code
  }
}

export class StandIn {
  readonly requests: Request[] = []
  readonly indexes = new Map<string, Index>()
  readonly #tasks: Task[] = []
  readonly #server = createServer((request, response) => void this.#serve(request, response))
  readonly #held: ServerResponse[] = []
  /** What it does with whatever it is asked. */
  mode: 'up' | 'down' | 'slow' | 'failing' | 'proxy' = 'up'
  key: string | undefined
  /** Tasks wait until this is `flowing` again. */
  queue: 'flowing' | 'stopped' = 'flowing'
  /** Why a task fails; undefined where it doesn't. */
  spoil: (type: string, documents: readonly Fields[]) => { code: string; message: string } | undefined = () =>
    undefined

  async open(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve))
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  async close(): Promise<void> {
    for (const response of this.#held) response.destroy()
    this.#server.closeAllConnections()
    await new Promise((resolve) => this.#server.close(resolve))
  }

  index(uid: string): Index {
    const index = this.indexes.get(uid)
    if (index === undefined) throw new ApiError(404, 'index_not_found', `Index \`${uid}\` not found.`)
    return index
  }

  asked(method: string, path: RegExp): Request[] {
    return this.requests.filter((request) => request.method === method && path.test(request.path))
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const text = Buffer.concat(chunks).toString('utf8')
    const path = request.url ?? ''
    const isLines = request.headers['content-type'] === 'application/x-ndjson'
    const body = isLines
      ? text.split('\n').map((line) => JSON.parse(line))
      : text === ''
        ? undefined
        : JSON.parse(text)
    this.requests.push({ method: request.method ?? '', path, headers: request.headers, body })
    if (this.mode === 'down') return void request.socket.destroy()
    if (this.mode === 'slow') return void this.#held.push(response)
    if (this.mode === 'proxy') return void response.writeHead(502).end('<html>Bad gateway</html>')
    try {
      if (this.mode === 'failing') throw new ApiError(500, 'internal', 'An internal error has occurred.')
      if (this.key !== undefined && request.headers.authorization !== `Bearer ${this.key}`)
        throw new ApiError(403, 'invalid_api_key', 'The provided API key is invalid.')
      answer(response, 200, this.#answer(`${request.method} ${path.replace(/\?.*/, '')}`, body))
    } catch (error) {
      if (error instanceof FilterError)
        answer(response, 400, {
          message: error.message,
          code: 'invalid_search_filter',
          type: 'invalid_request',
          link: '',
        })
      else if (error instanceof ApiError)
        answer(response, error.status, {
          message: error.message,
          code: error.code,
          type: 'invalid_request',
          link: '',
        })
      else answer(response, 500, { message: String(error), code: 'internal', type: 'internal', link: '' })
    }
  }

  #answer(asked: string, body: unknown): unknown {
    const [, uid = '', rest = ''] = /^\w+ \/indexes\/([\w-]+)(.*)$/.exec(asked) ?? []
    const route = uid === '' ? asked : `${asked.split(' ')[0]} /indexes/*${rest}`
    const task = /^GET \/tasks\/(\d+)$/.exec(asked)
    if (task) return this.#task(Number(task[1]))
    switch (route) {
      case 'GET /health':
        return { status: 'available' }
      case 'GET /indexes':
        return {
          results: [...this.indexes.keys()].map((name) => ({ uid: name, primaryKey: 'id' })),
          offset: 0,
          limit: 20,
          total: this.indexes.size,
        }
      case 'POST /indexes': {
        const name = (body as { uid: string }).uid
        return this.#enqueue('indexCreation', name, () => void this.indexes.set(name, new Index()))
      }
      case 'GET /indexes/*':
        this.index(uid)
        return { uid, primaryKey: 'id' }
      case 'DELETE /indexes/*':
        return this.#enqueue('indexDeletion', uid, () => void this.indexes.delete(uid))
      case 'GET /indexes/*/settings':
        return this.index(uid).settings
      case 'PATCH /indexes/*/settings':
        return this.#enqueue('settingsUpdate', uid, () => {
          const index = this.index(uid)
          index.settings = { ...index.settings, ...(body as Settings) }
        })
      case 'POST /indexes/*/documents':
        return this.#add(uid, body as Fields[])
      case 'POST /indexes/*/documents/delete-batch':
        return this.#enqueue('documentDeletion', uid, () => {
          for (const id of body as number[]) this.index(uid).documents.delete(id)
        })
      case 'POST /indexes/*/documents/fetch':
        return this.#fetch(uid, body as Query & { fields: string[] })
      case 'POST /swap-indexes':
        return this.#swap(body as { indexes: [string, string] }[])
      case 'POST /multi-search':
        return {
          results: (body as { queries: (Query & { indexUid: string })[] }).queries.map((query) => ({
            indexUid: query.indexUid,
            ...this.index(query.indexUid).search(query),
          })),
        }
      default:
        throw new ApiError(404, 'not_found', `${asked} is not known to the stand-in`)
    }
  }

  #add(uid: string, documents: readonly Fields[]): unknown {
    const work = () => {
      // As the real one does: documents make an index that is not there.
      const index = this.indexes.get(uid) ?? new Index()
      this.indexes.set(uid, index)
      for (const document of documents) index.add(document)
    }
    return this.#enqueue('documentAdditionOrUpdate', uid, work, documents)
  }

  #fetch(uid: string, query: Query & { fields: string[] }): unknown {
    const index = this.index(uid)
    const found = index.matching(query.filter).toSorted((a, b) => Number(a.id) - Number(b.id))
    const { offset = 0, limit = 20 } = query
    const results = found
      .slice(offset, offset + limit)
      .map((document) => index.displayed(document, query.fields))
    return { results, offset, limit, total: found.length }
  }

  #swap(swaps: readonly { indexes: [string, string] }[]): unknown {
    return this.#enqueue('indexSwap', null, () => {
      for (const { indexes } of swaps) {
        const [a, b] = [this.index(indexes[0]), this.index(indexes[1])]
        this.indexes.set(indexes[0], b).set(indexes[1], a)
      }
    })
  }

  #enqueue(
    type: string,
    indexUid: string | null,
    act: () => void,
    documents: readonly Fields[] = [],
  ): unknown {
    const work = () => {
      const spoiled = this.spoil(type, documents)
      if (spoiled !== undefined) throw new ApiError(400, spoiled.code, spoiled.message)
      act()
    }
    const task: Task = { uid: this.#tasks.length, type, indexUid, status: 'enqueued', error: null, work }
    this.#tasks.push(task)
    return { taskUid: task.uid, indexUid, status: 'enqueued', type, enqueuedAt: new Date().toISOString() }
  }

  /** Tasks are worked through in order when somebody looks, never before they were answered for. */
  #task(uid: number): unknown {
    for (const task of this.queue === 'flowing' ? this.#tasks : []) {
      if (task.work === undefined) continue
      try {
        task.work()
        task.status = 'succeeded'
      } catch (error) {
        task.status = 'failed'
        const code = error instanceof ApiError ? error.code : 'internal'
        task.error = { message: String(error), code, type: 'invalid_request', link: '' }
      }
      task.work = undefined
    }
    const task = this.#tasks[uid]
    if (task === undefined) throw new ApiError(404, 'task_not_found', `Task \`${uid}\` not found.`)
    const { work: _, ...shown } = task
    return {
      ...shown,
      batchUid: 0,
      canceledBy: null,
      duration: null,
      enqueuedAt: '',
      startedAt: null,
      finishedAt: null,
    }
  }
}

function answer(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

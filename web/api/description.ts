import type { FastifyInstance } from 'fastify'
import { MAX_QUERY_CHARS } from '#search/query/parse.ts'
import { ERROR, FACETS, FOUND, TIMELINE } from './schemas.ts'
import { DEFAULT_LIMIT, MAX_LIMIT, MAX_OFFSET } from './search.ts'

const query = (name: string, schema: object, description: string, need: 'needed' | 'free' = 'free') => ({
  name,
  in: 'query',
  required: need === 'needed',
  description,
  schema,
})

const json = (description: string, schema: object) => ({
  description,
  content: { 'application/json': { schema } },
})

const ASKED = [
  query(
    'q',
    { type: 'string', minLength: 1, maxLength: MAX_QUERY_CHARS },
    'the question: words, and operators as /search/help has them',
    'needed',
  ),
  query('list', { type: 'string' }, "a list's address; all lists otherwise"),
]

const REFUSALS = {
  400: json('no question, or one too long', ERROR),
  429: json('too many questions in a minute', ERROR),
  503: json('search is away for the moment', ERROR),
}

const path = (summary: string, schema: object, answer: string, parameters: readonly object[] = []) => ({
  get: {
    summary,
    parameters: [...ASKED, ...parameters],
    responses: { 200: json(answer, schema), ...REFUSALS },
  },
})

/** The JSON API, described (OpenAPI 3.1). */
export const DESCRIPTION = {
  openapi: '3.1.0',
  info: {
    title: 'Relais',
    version: '1',
    description: 'Reading the archives. Without a session, the public ones.',
    license: { name: 'AGPL-3.0-or-later', identifier: 'AGPL-3.0-or-later' },
  },
  paths: {
    '/api/v1/search': path(
      'Search the archives that the reader may read',
      FOUND,
      'an exact total, and the hits asked for',
      [
        query('sort', { enum: ['date', 'relevance'], default: 'date' }, 'newest or most relevant first'),
        query(
          'limit',
          { type: 'integer', minimum: 0, maximum: MAX_LIMIT, default: DEFAULT_LIMIT },
          'hits to return',
        ),
        query('offset', { type: 'integer', minimum: 0, maximum: MAX_OFFSET, default: 0 }, 'hits to skip'),
      ],
    ),
    '/api/v1/search/facets': path(
      'What the messages found have in common',
      FACETS,
      'how many are of each association, list, year, person and kind of file',
    ),
    '/api/v1/search/timeline': path(
      'When the messages found were written',
      TIMELINE,
      'how many in each month',
    ),
  },
} as const

export function apiDescription(app: FastifyInstance): void {
  app.get('/api/openapi.json', async (_request, reply) =>
    reply.header('Cache-Control', 'public, max-age=3600').send(DESCRIPTION),
  )
}

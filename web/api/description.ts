import type { FastifyInstance } from 'fastify'

const text = (description: string) => ({ type: 'string', description })
const query = (name: string, schema: object, description: string, required = false) => ({
  name,
  in: 'query',
  required,
  description,
  schema,
})

const HIT = {
  type: 'object',
  required: ['id', 'messageId', 'list', 'date', 'from', 'subject', 'kind', 'snippet', 'url'],
  properties: {
    id: { type: 'integer' },
    messageId: text('Message-ID, without brackets'),
    list: text("the list's address"),
    date: { type: 'string', format: 'date-time' },
    from: text('who wrote it; addresses are masked for strangers'),
    subject: text('its subject'),
    kind: text('message, attachment or document'),
    snippet: text('the text around the words found'),
    url: text('where to read it, on this site'),
  },
}

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
    '/api/v1/search': {
      get: {
        summary: 'Search the archives that the reader may read',
        parameters: [
          query('q', { type: 'string', minLength: 1, maxLength: 500 }, 'the words', true),
          query('list', { type: 'string' }, "a list's address; all lists otherwise"),
          query('sort', { enum: ['date', 'relevance'], default: 'date' }, 'newest or most relevant first'),
          query('limit', { type: 'integer', minimum: 0, maximum: 100, default: 25 }, 'hits to return'),
          query('offset', { type: 'integer', minimum: 0, default: 0 }, 'hits to skip'),
        ],
        responses: {
          200: {
            description: 'an exact total, and the hits asked for',
            content: {
              'application/json': {
                schema: {
                  type: 'object',
                  required: ['total', 'hits'],
                  properties: { total: { type: 'integer' }, hits: { type: 'array', items: HIT } },
                },
              },
            },
          },
          400: { description: 'no words, or too many' },
        },
      },
    },
  },
} as const

export function apiDescription(app: FastifyInstance): void {
  app.get('/api/openapi.json', async (_request, reply) =>
    reply.header('Cache-Control', 'public, max-age=3600').send(DESCRIPTION),
  )
}

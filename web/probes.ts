import type { FastifyInstance } from 'fastify'
import type { Web } from './web.ts'

/** For supervisors and Prometheus: alive, ready, figures. */
export function probes(app: FastifyInstance, web: Pick<Web, 'metrics' | 'ready'>): void {
  app.get('/healthz', async (_request, reply) =>
    reply.type('text/plain').header('Cache-Control', 'no-store').send('ok\n'),
  )

  app.get('/readyz', async (_request, reply) => {
    const missing = await web.ready().catch((error: Error) => [error.message])
    reply.type('text/plain').header('Cache-Control', 'no-store')
    return missing.length === 0 ? reply.send('ready\n') : reply.code(503).send(`${missing.join('\n')}\n`)
  })

  app.get('/metrics', async (_request, reply) =>
    reply
      .type('text/plain; version=0.0.4; charset=utf-8')
      .header('Cache-Control', 'no-store')
      .send(await web.metrics()),
  )
}

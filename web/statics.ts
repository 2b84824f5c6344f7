// Stylesheet and mark: a few small files, read once, under addresses that change with their content.
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { brotliCompressSync } from 'node:zlib'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

const FOLDER = new URL('./static/', import.meta.url)
const TYPES = { 'relais.css': 'text/css; charset=utf-8', 'relais.svg': 'image/svg+xml' } as const

export type StaticName = keyof typeof TYPES

interface StaticFile {
  readonly type: string
  readonly bytes: Buffer
  readonly brotli: Buffer
  readonly url: string
}

const files = new Map<string, StaticFile>(
  Object.entries(TYPES).map(([name, type]) => {
    const bytes = readFileSync(new URL(name, FOLDER))
    const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 12)
    const url = `/static/${name.replace('.', `.${hash}.`)}`
    return [name, { type, bytes, brotli: brotliCompressSync(bytes), url }]
  }),
)

/** The address of a file, with its content's hash. */
export function staticUrl(name: string): string {
  const file = files.get(name)
  if (!file) throw new Error(`there is no static file ${name}`)
  return file.url
}

export function routeStatics(app: FastifyInstance): void {
  for (const [name, file] of files) {
    app.get(file.url, async (request, reply) =>
      send(request, reply, file, 'public, max-age=31536000, immutable'),
    )
    app.get(`/static/${name}`, async (request, reply) => send(request, reply, file, 'public, max-age=300'))
  }
}

function send(request: FastifyRequest, reply: FastifyReply, file: StaticFile, cache: string) {
  const brotli = /\bbr\b/.test(String(request.headers['accept-encoding'] ?? ''))
  reply.type(file.type).header('Cache-Control', cache).header('Vary', 'Accept-Encoding')
  if (brotli) reply.header('Content-Encoding', 'br')
  return reply.send(brotli ? file.brotli : file.bytes)
}

// Stylesheet, mark and script: read once, under addresses that change with their content.
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { brotliCompressSync } from 'node:zlib'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { HUES } from './person.ts'

const FOLDER = new URL('./static/', import.meta.url)
/** The parts of the stylesheet, in order: what stands later wins. */
const STYLES = [
  'tokens',
  'frame',
  'place',
  'forms',
  'rows',
  'spaces',
  'years',
  'message',
  'outline',
  'reading',
  'search',
  'media',
]
const FOREVER = 'public, max-age=31536000, immutable'
const A_WHILE = 'public, max-age=300'

interface StaticFile {
  readonly type: string
  readonly bytes: Buffer
  readonly brotli: Buffer
  /** With its content's hash. */
  readonly url: string
}

const files = new Map([
  fileOf('relais.css', 'text/css; charset=utf-8', stylesheet()),
  fileOf('later.js', 'text/javascript; charset=utf-8', readFileSync(new URL('later.js', FOLDER))),
  fileOf('relais.svg', 'image/svg+xml', readFileSync(new URL('relais.svg', FOLDER))),
])

/** The address of a file, with its content's hash. */
export function staticUrl(name: string): string {
  const file = files.get(name)
  if (!file) throw new Error(`there is no static file ${name}`)
  return file.url
}

export function routeStatics(app: FastifyInstance): void {
  for (const [name, file] of files) {
    app.get(file.url, async (request, reply) => send(request, reply, file, FOREVER))
    app.get(`/static/${name}`, async (request, reply) => send(request, reply, file, A_WHILE))
  }
}

function fileOf(name: string, type: string, bytes: Buffer): [string, StaticFile] {
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 12)
  return [
    name,
    { type, bytes, brotli: brotliCompressSync(bytes), url: `/static/${name.replace('.', `.${hash}.`)}` },
  ]
}

function stylesheet(): Buffer {
  const parts = STYLES.map((name) => readFileSync(new URL(`style/${name}.css`, FOLDER), 'utf8'))
  // A colour for each person: classes, since the pages' policy allows no style attribute.
  const hues = Array.from({ length: HUES }, (_, i) => `.h${i}{--h:${(i * 360) / HUES}}`)
  return Buffer.from([...parts, ...hues].join('\n'))
}

function send(request: FastifyRequest, reply: FastifyReply, file: StaticFile, cache: string) {
  const brotli = /\bbr\b/.test(String(request.headers['accept-encoding'] ?? ''))
  reply.type(file.type).header('Cache-Control', cache).header('Vary', 'Accept-Encoding')
  if (brotli) reply.header('Content-Encoding', 'br')
  return reply.send(brotli ? file.brotli : file.bytes)
}

import type { FastifyInstance } from 'fastify'

// The one field of such a form, whatever boundary parts it (RFC 7578 §4.2).
const ONE_CLICK = /\bname="?List-Unsubscribe"?[ \t]*\r?\n(?:[^\r\n]+\r?\n)*\r?\nOne-Click\r?\n/i

/** Mail providers should post their "unsubscribe" as multipart/form-data (RFC 8058 §3.1): of such forms nothing else is read. */
export function readOneClicks(app: FastifyInstance): void {
  app.addContentTypeParser('multipart/form-data', { parseAs: 'string' }, (_request, body, done) =>
    done(null, ONE_CLICK.test(String(body)) ? { 'List-Unsubscribe': 'One-Click' } : {}),
  )
}

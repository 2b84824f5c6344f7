import type { FastifyInstance } from 'fastify'

const HSTS = 'max-age=31536000'

/** Content-Security-Policy of nearly every page: nothing from elsewhere, no script at all. */
const DIRECTIVES = [
  "default-src 'none'",
  "style-src 'self'",
  "img-src 'self' data:",
  "frame-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
]
const POLICY = DIRECTIVES.join('; ')

/** The same policy, and what else a page needs. */
export function policyWith(...directives: readonly string[]): string {
  return [...DIRECTIVES, ...directives].join('; ')
}

/** Headers that every answer bears, unless its route has set its own. */
export function addSecurityHeaders(app: FastifyInstance, options: { readonly https: boolean }): void {
  app.addHook('onSend', async (_request, reply) => {
    const unlessSet = (name: string, value: string) => {
      if (!reply.hasHeader(name)) reply.header(name, value)
    }
    unlessSet('Content-Security-Policy', POLICY)
    unlessSet('X-Content-Type-Options', 'nosniff')
    // Not no-referrer: browsers would then send "Origin: null" with our own forms.
    unlessSet('Referrer-Policy', 'same-origin')
    unlessSet('Cross-Origin-Opener-Policy', 'same-origin')
    unlessSet('Cross-Origin-Resource-Policy', 'same-origin')
    unlessSet('Permissions-Policy', 'interest-cohort=()')
    unlessSet('Cache-Control', 'private, no-cache')
    unlessSet('X-Robots-Tag', 'noindex')
    if (options.https) unlessSet('Strict-Transport-Security', HSTS)
  })
}

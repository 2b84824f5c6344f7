const MAX_PATH = 1000
// Any origin will do: only whether the path stays within it is asked.
const HERE = 'http://here.invalid'

/** A path of this site, with its query, else undefined: never another site. */
export function localPath(wanted: unknown): string | undefined {
  if (typeof wanted !== 'string' || wanted.length > MAX_PATH || !/^\/(?![/\\])/.test(wanted)) return undefined
  if (/[\u0000-\u0020\u007f\\]/.test(wanted)) return undefined
  let url: URL
  try {
    url = new URL(wanted, HERE)
  } catch {
    return undefined
  }
  if (url.origin !== HERE || url.pathname.startsWith('//')) return undefined
  return url.pathname + url.search + url.hash
}

/** A local path to come back to after signing in: never a loop. */
export function returnPath(wanted: unknown): string | undefined {
  const path = localPath(wanted)
  return path === undefined || /^\/(?:login|logout|u)(?:[/?#]|$)/.test(path) ? undefined : path
}

/** The page that signs in and returns to `path`. */
export function loginUrl(path: string): string {
  return `/login?return=${encodeURIComponent(path)}`
}

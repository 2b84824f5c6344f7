// What a setting may hold. Each kind reads text (the environment has nothing else) as well as YAML's
// numbers and lists, and says in words what it takes: the same words stand in errors and in the manual.
import { isIP } from 'node:net'
import { z } from 'zod'

/** A kind of value: what it takes, in words, and how it is read; `undefined` when it is not one. */
export function kind<T>(takes: string, read: (given: unknown) => T | undefined) {
  return z
    .unknown()
    .transform((given, context): T => {
      const value = read(given)
      if (value !== undefined) return value
      context.issues.push({ code: 'custom', message: takes, input: given })
      return z.NEVER
    })
    .meta({ takes })
}

/** Any text that is not empty. */
export function text(takes = 'text') {
  return kind(takes, (given) => (typeof given === 'string' && given.trim() !== '' ? given.trim() : undefined))
}

/** A whole number between two bounds, both included. */
export function whole(least: number, most: number, unit: string) {
  return kind(`a whole number of ${unit} between ${least} and ${most}`, (given) =>
    wholeIn(given, least, most),
  )
}

/** A TCP port; 0 lets the system choose. */
export function port() {
  return kind('a port number, 0 to 65535 (0: any free one)', (given) => wholeIn(given, 0, 65_535))
}

/** One of a few words. */
export function oneOf<const T extends string>(...words: readonly T[]) {
  return kind(words.map((word) => `\`${word}\``).join(' or '), (given) =>
    words.find((word) => word === given),
  )
}

/** Yes or no. */
export function trueOrFalse() {
  return kind('`true` or `false`', (given) =>
    given === true || given === 'true' ? true : given === false || given === 'false' ? false : undefined,
  )
}

/** Several values, in a YAML list or separated by commas; none at all is an empty list. */
export function listOf<T>(takes: string, read: (one: string) => T | undefined) {
  return kind(takes, (given): T[] | undefined => {
    const parts = Array.isArray(given) ? given : typeof given === 'string' ? given.split(',') : undefined
    if (!parts?.every((part) => typeof part === 'string')) return undefined
    const values = parts
      .map((part) => part.trim())
      .filter(Boolean)
      .map(read)
    return values.every((value) => value !== undefined) ? values : undefined
  })
}

/** An http or https address, without a slash at its end. */
export function webAddress() {
  return kind('an address that begins with http:// or https://', (given) => {
    const url = typeof given === 'string' && URL.canParse(given) ? new URL(given) : undefined
    return url && /^https?:$/.test(url.protocol) ? url.href.replace(/\/+$/, '') : undefined
  })
}

/** `host:port`, `host` or `[IPv6]:port`. */
export function hostAndPort(given: string, defaultPort: number): { host: string; port: number } | undefined {
  if (isIP(given) === 6) return { host: given, port: defaultPort }
  const parts = /^(?:\[([0-9a-f:.]+)\]|([^\s:[\]/@]+))(?::(\d{1,5}))?$/i.exec(given)
  const host = parts?.[1] ?? parts?.[2]
  const number = parts?.[3] === undefined ? defaultPort : Number(parts[3])
  if (host === undefined || number > 65_535) return undefined
  return parts?.[1] !== undefined && isIP(host) !== 6 ? undefined : { host, port: number }
}

function wholeIn(given: unknown, least: number, most: number): number | undefined {
  const number = typeof given === 'string' && /^\d{1,15}$/.test(given.trim()) ? Number(given) : given
  return typeof number === 'number' && Number.isInteger(number) && number >= least && number <= most
    ? number
    : undefined
}

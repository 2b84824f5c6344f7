// What mailauth doesn't type of what we use.
declare module 'mailauth/lib/tools.js' {
  /** The first of `domains` under the same organizational domain as `from` by the public suffix list, else false. */
  export function getAlignment(from: string, domains: readonly string[]): { domain: string } | false
}

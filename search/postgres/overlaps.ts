// What the index is asked: entries that have one of these codes, and one of those …

export type Codes =
  | 'all'
  | 'none'
  | { readonly any: readonly string[] }
  | { readonly and: readonly Codes[] }
  | { readonly or: readonly Codes[] }

export const oneOf = (codes: readonly string[]): Codes => (codes.length === 0 ? 'none' : { any: codes })

export function both(parts: readonly Codes[]): Codes {
  if (parts.includes('none')) return 'none'
  const asked = parts.flatMap((part) => (typeof part !== 'string' && 'and' in part ? part.and : [part]))
  const telling = asked.filter((part) => part !== 'all')
  return telling.length > 1 ? { and: telling } : (telling[0] ?? 'all')
}

export function either(parts: readonly Codes[]): Codes {
  if (parts.includes('all')) return 'all'
  const codes = parts.flatMap((part) => (typeof part !== 'string' && 'any' in part ? part.any : []))
  const others = parts.filter((part) => typeof part !== 'string' && !('any' in part))
  const asked = [...(codes.length === 0 ? [] : [{ any: codes }]), ...others]
  return asked.length > 1 ? { or: asked } : (asked[0] ?? 'none')
}

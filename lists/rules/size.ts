import type { Rule } from '../judge.ts'

/** Larger than the list lets through by itself. */
export const size: Rule = {
  name: 'size',
  check: ({ sizeBytes, list }) =>
    sizeBytes > list.settings.maxBytes ? { action: 'hold', reason: 'too-large' } : undefined,
}

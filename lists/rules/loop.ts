import type { Rule } from '../judge.ts'

/** It has been through this list already: our own List-Post, List-Id or X-Loop is in it (RFC 2369 §3.4). */
export const loop: Rule = {
  name: 'loop',
  check: ({ header, list }) =>
    header.all('List-Post').some((v) => v.toLowerCase().includes(`<mailto:${list.address}>`)) ||
    header.all('List-Id').some((v) => v.toLowerCase().includes(`<${list.listId}>`)) ||
    header.all('X-Loop').some((v) => v.trim().toLowerCase() === list.address)
      ? { action: 'discard', reason: 'already-posted' }
      : undefined,
}

import { getAlignment } from 'mailauth/lib/tools.js'

/** Whether a signature of `signing` stands for mail from `from`: the same organization's (RFC 9989 §3.2.10.1, relaxed). */
export function isAligned(from: string, signing: string): boolean {
  return getAlignment(from, [signing]) !== false
}

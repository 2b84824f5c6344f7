import type { Header } from './header.ts'

/** Whether the top-level type lets a message carry attachments: what can be told before the body is read. */
export function mayHaveAttachment(header: Header): boolean {
  const type = (header.first('Content-Type') ?? 'text/plain').trim().toLowerCase()
  return (
    !type.startsWith('text/') &&
    !type.startsWith('multipart/alternative') &&
    !type.startsWith('multipart/signed')
  )
}

/** A MIME entity: fields, an empty line, the encoded body. One char a byte, lines ended by LF. */
export type Entity = string

/** Several as one; `preamble` is what programs without MIME would show. */
export function multipart(
  subtype: 'alternative' | 'mixed',
  boundary: string,
  parts: readonly Entity[],
  preamble = '',
): Entity {
  const body = parts.map((part) => `--${boundary}\n${part}\n`).join('')
  const before = preamble === '' ? '' : `${preamble}\n`
  return `Content-Type: multipart/${subtype};\n boundary="${boundary}"\n\n${before}${body}--${boundary}--\n`
}

import { mail } from './mail.ts'

/** A file to attach. */
export interface Attached {
  readonly name: string
  readonly type: string
  readonly bytes: Buffer
}

/** A mail with a text and files, in base64 as mailers send them. */
export function mailWithFiles(
  fields: Readonly<Record<string, string>>,
  text: string,
  files: readonly Attached[],
): Buffer {
  const boundary = 'parties'
  const parts = files.map(
    ({ name, type, bytes }) =>
      `Content-Type: ${type}; name="${name}"\nContent-Disposition: attachment; filename="${name}"\n` +
      `Content-Transfer-Encoding: base64\n\n${bytes.toString('base64').replace(/.{76}/g, '$&\n')}\n`,
  )
  const all = [`Content-Type: text/plain; charset=utf-8\n\n${text}\n`, ...parts]
  return mail(
    { ...fields, 'MIME-Version': '1.0', 'Content-Type': `multipart/mixed; boundary=${boundary}` },
    `${all.map((part) => `--${boundary}\n${part}`).join('')}--${boundary}--\n`,
  )
}

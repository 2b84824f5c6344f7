// Bounces as they really come, written after those of each server; see test/mta/message/bounces.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const folder = join(import.meta.dirname, '../mta/message/bounces')

/** The names of all there are. */
export const bounceNames: readonly string[] = readdirSync(folder).map((file) => file.replace(/\.eml$/, ''))

/** A bounce of a mail that had this return path and was for this recipient. */
export function bounceMail(
  name: string,
  about: { returnPath: string; recipient: string; complaints?: string; unsubscribe?: string },
): Buffer {
  const text = readFileSync(join(folder, `${name}.eml`), 'utf8')
    .replaceAll('RETURN-PATH', about.returnPath)
    .replaceAll('RECIPIENT', about.recipient)
    .replaceAll('COMPLAINTS', about.complaints ?? 'abuse@relais.example')
    .replaceAll('LIST-UNSUBSCRIBE', about.unsubscribe ?? '<mailto:x@y.example>')
  return Buffer.from(text.replaceAll(/\r?\n/g, '\r\n'), 'utf8')
}

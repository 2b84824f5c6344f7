import { simpleParser } from 'mailparser'
import type { TestWeb } from './pages.ts'

/** The link's token and the code of the last sign-in mail written to an address. */
export async function lastLoginMail(
  web: TestWeb,
  address: string,
): Promise<{ token: string; code: string } | undefined> {
  const row = await web.database
    .db('notices')
    .where({ recipient: address, template: 'login' })
    .orderBy('id', 'desc')
    .first('bytes')
  if (!row) return undefined
  const { text = '' } = await simpleParser(row.bytes)
  const token = /\/login\/([a-z2-7]+)/.exec(text)?.[1]
  const code = /: (\d{6})$/m.exec(text)?.[1]
  return token && code ? { token, code } : undefined
}

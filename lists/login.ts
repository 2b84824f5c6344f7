// Signing in without a password: a link and a code are mailed to a known address, and used once.
import type { Db, Tx } from '#store/database.ts'
import type { Secrets } from '#store/secrets.ts'
import { trustAddresses } from './addresses-of-people.ts'
import { mayAnswer } from './answered.ts'
import { type Language, type Platform, write } from './mails.ts'
import { personByAddress } from './people.ts'
import { seal, unseal } from './seal.ts'
import { countCodeTry, freshLogin, makeToken, spend, type Token, tokenById } from './tokens.ts'

const lifeMinutes = 60
const mailsPerHour = 5 // to one address: enough for its owner, too few to bury them

export type LoginProof = { readonly token: string } | { readonly address: string; readonly code: string }

export interface LoginParts {
  readonly db: Db
  readonly secrets: Secrets
  readonly platform: Platform
}

/** Six digits that go with a login token. */
function codeOf(secrets: Secrets, tokenId: number): string {
  return (secrets.mac('login-code', String(tokenId), 8).readUIntBE(0, 6) % 1_000_000)
    .toString()
    .padStart(6, '0')
}

async function makeLogin(tx: Tx, address: string, personId: number, returnTo?: string): Promise<number> {
  return await makeToken(tx, {
    purpose: 'login',
    address,
    personId,
    detail: returnTo === undefined ? {} : { returnTo },
    lifeMinutes,
  })
}

/** The page that signs in whoever presses its button; made by the operator's command too. */
export async function loginLink(
  { db, secrets, platform }: LoginParts,
  address: string,
): Promise<string | undefined> {
  return await db.transaction(async (tx) => {
    const person = await personByAddress(tx, address)
    if (!person) return undefined
    const tokenId = await makeLogin(tx, person.address, person.id)
    return `${platform.webUrl}/login/${seal(secrets, 'login', [tokenId])}`
  })
}

/** Mails a link and a code to an address that we know; to others nothing, and nobody can tell. */
export async function requestLogin(
  { db, secrets, platform }: LoginParts,
  address: string,
  options: { language: Language; returnTo?: string | undefined },
): Promise<void> {
  await db.transaction(async (tx) => {
    const person = await personByAddress(tx, address)
    if (!person?.verified || !person.trusted) return
    if ((await mayAnswer(tx, person.address, `login-${new Date().getUTCHours()}`, mailsPerHour)) === 'silent')
      return
    const tokenId = await makeLogin(tx, person.address, person.id, options.returnTo)
    await write(tx, {
      name: 'login',
      language: options.language,
      to: person.address,
      from: { name: platform.name, address: `relais@${platform.domain}` },
      once: `login:${tokenId}`,
      sentences: {
        platform: platform.name,
        code: codeOf(secrets, tokenId),
        link: `${platform.webUrl}/login/${seal(secrets, 'login', [tokenId])}`,
      },
    })
  })
}

async function provedToken({ db, secrets }: LoginParts, proof: LoginProof): Promise<Token | undefined> {
  if ('token' in proof) {
    const id = unseal(secrets, 'login', proof.token)?.[0]
    const token = id === undefined ? undefined : await tokenById(db, id)
    return token?.purpose === 'login' && token.state === 'fresh' ? token : undefined
  }
  const token = await freshLogin(db, proof.address.trim().toLowerCase())
  if (!token) return undefined
  // Counted before it is compared: guesses made at the same time are guesses too.
  if ((await countCodeTry(db, token.id)) === 'no more') return undefined
  return codeOf(secrets, token.id) === proof.code.replace(/\s/g, '') ? token : undefined
}

/** Whom a proof would sign in. */
export async function peekLogin(
  parts: LoginParts,
  proof: LoginProof,
): Promise<{ name: string; address: string } | undefined> {
  const token = await provedToken(parts, proof)
  const person = token && (await personByAddress(parts.db, token.address))
  return token && { name: person?.name ?? '', address: token.address }
}

/** Uses a proof up. */
export async function consumeLogin(
  parts: LoginParts,
  proof: LoginProof,
): Promise<{ personId: number; returnTo?: string } | undefined> {
  const token = await provedToken(parts, proof)
  if (!token || token.personId === null) return undefined
  const { personId } = token
  const spent = await parts.db.transaction(async (tx) => {
    if (!(await spend(tx, token.id))) return false
    await trustAddresses(tx, personId)
    return true
  })
  const returnTo = token.detail.returnTo
  return spent ? { personId, ...(typeof returnTo === 'string' && { returnTo }) } : undefined
}

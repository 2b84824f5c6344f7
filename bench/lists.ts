import { DOMAIN, type Relais } from './relais.ts'

const SPACE = 'bench'
const SIGNED_DOMAIN = 'signe.example'

/** The address of the n-th subscriber, over two hundred domains. */
export function subscriber(n: number): string {
  return `abonne.${n}@d${n % 200}.example`
}

/** Who writes the posts: the first subscriber of every list. */
export const AUTHOR = subscriber(0)

/** Makes the space that the lists live in. */
export async function makeSpace(relais: Relais): Promise<void> {
  await relais.command(['space', 'create', SPACE, '--name', 'Banc de mesure'])
}

/** Makes a list with so many subscribers by the `relais` command; its address. */
export async function makeList(
  relais: Relais,
  name: string,
  subscribers: number,
  settings: readonly string[] = [],
): Promise<string> {
  const address = `${name}@${DOMAIN}`
  await relais.command(['list', 'create', address, '--space', SPACE])
  if (settings.length > 0) await relais.command(['list', 'set', address, ...settings])
  const people = Array.from({ length: subscribers }, (_, n) => subscriber(n))
  await relais.command(['subscriber', 'import', address, '-'], `${people.join('\n')}\n`)
  return address
}

/** The same under another domain, whose mail is signed; only that domain has a key. */
export async function makeSignedList(relais: Relais, name: string, subscribers: number): Promise<string> {
  await relais.command(['space', 'create', 'signe', '--name', 'Signé', '--domain', SIGNED_DOMAIN])
  // It says that nothing is published, and signs all the same.
  await relais.command(['doctor', SIGNED_DOMAIN, '--sign-now']).catch(() => undefined)
  const address = `${name}@${SIGNED_DOMAIN}`
  await relais.command(['list', 'create', address, '--space', 'signe'])
  await relais.command(['list', 'set', address, 'delivery=personal'])
  const people = Array.from({ length: subscribers }, (_, n) => subscriber(n))
  await relais.command(['subscriber', 'import', address, '-'], `${people.join('\n')}\n`)
  return address
}

/** Makes a list without subscribers whose archive everybody may read; its address. */
export async function makePublicList(relais: Relais, name: string): Promise<string> {
  const address = `${name}@${DOMAIN}`
  await relais.command(['list', 'create', address, '--space', SPACE, '--preset', 'public'])
  return address
}

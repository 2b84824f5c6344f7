import type { Program } from './program.ts'

/** Signs somebody in with a link made by the operator's command; the Cookie field of their browser. */
export async function signIn(program: Program, address: string): Promise<string> {
  const link = (await program.relais('login-link', address)).trim()
  const answer = await fetch(`${program.web}/login/enter`, {
    method: 'POST',
    body: new URLSearchParams({ token: link.slice(link.lastIndexOf('/') + 1) }),
    headers: { origin: program.web },
    redirect: 'manual',
  })
  const cookie = answer.headers.getSetCookie()[0]
  if (!cookie) throw new Error(`not signed in: ${answer.status} ${await answer.text()}`)
  return cookie.split(';')[0]!
}

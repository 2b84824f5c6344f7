// Whether a mail server is there: connect, hear its greeting, leave.
import { connect } from 'node:net'
import { openSession } from './session.ts'

const WAIT_MS = 5_000

/** Says hello to a server and leaves; `problem` is why that didn't work. */
export async function openGreeting(server: {
  readonly host: string
  readonly port: number
  readonly name: string // ours
}): Promise<{ readonly greeted: true } | { readonly problem: string }> {
  const { host, port, name } = server
  const socket = connect({ host, port })
  const timer = setTimeout(() => socket.destroy(new Error(`no answer within ${WAIT_MS / 1000} s`)), WAIT_MS)
  try {
    await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('error', reject))
    const patience = { connectMs: WAIT_MS, greetingMs: WAIT_MS, replyMs: WAIT_MS }
    const session = await openSession({ socket, host, name, tls: 'never', patience })
    await session.quit()
    return { greeted: true }
  } catch (error) {
    return { problem: (error as Error).message }
  } finally {
    clearTimeout(timer)
    socket.destroy()
  }
}

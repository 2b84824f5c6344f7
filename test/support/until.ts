import { setTimeout as wait } from 'node:timers/promises'

/** Waits until a question is answered yes (anything truthy), and returns that answer. */
export async function until<T>(
  question: () => T | Promise<T>,
  timeoutMs = 10_000,
): Promise<Exclude<T, undefined | null | false | 0 | ''>> {
  const deadline = performance.now() + timeoutMs
  for (;;) {
    const answer = await question()
    if (answer) return answer as Exclude<T, undefined | null | false | 0 | ''>
    if (performance.now() > deadline) throw new Error(`still not so after ${timeoutMs} ms: ${question}`)
    await wait(20)
  }
}

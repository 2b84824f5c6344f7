/** A first Ctrl-C asks to stop after what is in hand, told in words; `end` gives Ctrl-C back its usual meaning. */
export function interruptible(what: string): { readonly signal: AbortSignal; end(): void } {
  const stop = new AbortController()
  const interrupt = () => {
    stop.abort()
    process.stderr.write(`\nStopping after the ${what} in hand…\n`)
  }
  process.once('SIGINT', interrupt)
  return { signal: stop.signal, end: () => void process.off('SIGINT', interrupt) }
}

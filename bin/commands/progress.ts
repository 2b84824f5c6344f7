// A bar for long work, on standard error and only where somebody looks on.
import { styleText } from 'node:util'

const WIDTH = 30 // characters
const EVERY_MS = 200

export interface Bar {
  /** `done` of `total` in bytes; `words` say what that is. */
  show(done: number, total: number, words: string): void
  end(): void
}

/** A bar on a terminal; elsewhere nothing is written. */
export function openBar(): Bar {
  const { stderr } = process
  if (!stderr.isTTY) return { show: () => undefined, end: () => undefined }
  const startedAt = performance.now()
  let startedFrom: number | undefined
  let shownAt = Number.NEGATIVE_INFINITY
  return {
    show(done, total, words) {
      startedFrom ??= done
      const now = performance.now()
      if (now - shownAt < EVERY_MS && done < total) return
      shownAt = now
      const part = total === 0 ? 1 : Math.min(1, done / total)
      const full = Math.round(part * WIDTH)
      const bar = styleText('green', '━'.repeat(full)) + styleText('dim', '━'.repeat(WIDTH - full))
      const pace = (done - startedFrom) / (now - startedAt)
      const left = pace > 0 && now - startedAt > 2_000 ? `, ${inWords((total - done) / pace)} left` : ''
      stderr.write(`\r\u001b[K${bar} ${Math.floor(part * 100)} %  ${words}${left}`)
    },
    end: () => void stderr.write('\n'),
  }
}

function inWords(ms: number): string {
  const seconds = Math.ceil(ms / 1000)
  if (seconds < 90) return `${seconds} s`
  const minutes = Math.round(seconds / 60)
  return minutes < 90 ? `${minutes} min` : `${(minutes / 60).toFixed(1)} h`
}

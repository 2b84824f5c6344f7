// A progress bar, and an end that waits for the mails in hand when somebody presses Ctrl-C.
import type { Watch } from '#archive/import/run.ts'
import type { UndoWatch } from '#archive/import/undo.ts'
import { interruptible } from '../interruptible.ts'
import { openBar } from '../progress.ts'
import { count } from './leftovers.ts'

/** Looks on at an import. */
export function openWatch(leftover: Watch['leftover']): { readonly watch: Watch; end(): void } {
  const bar = openBar()
  const { signal, end } = interruptible('mails')
  return {
    watch: {
      signal,
      leftover,
      progress: (now) =>
        bar.show(
          now.readBytes,
          now.totalBytes,
          `${count(now.added)} added, ${count(now.known)} there already`,
        ),
    },
    end: () => {
      end()
      bar.end()
    },
  }
}

/** Looks on while an import is taken back. */
export function openUndoWatch(): { readonly watch: UndoWatch; end(): void } {
  const bar = openBar()
  const { signal, end } = interruptible('mails')
  return {
    watch: { signal, progress: (done, total) => bar.show(done, total, `${count(done)} messages`) },
    end: () => {
      end()
      bar.end()
    },
  }
}

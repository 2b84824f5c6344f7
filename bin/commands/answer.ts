// What commands share: opening the data beside a running server or alone, and answering in words or JSON.
import { loadSettings } from '#config/settings.ts'
import { type List, listByAddress } from '#lists/lists.ts'
import { Refused } from '#lists/refused.ts'
import type { DbOrTx } from '#store/database.ts'
import { openLog } from '#store/log.ts'
import { type Data, openData } from '../data.ts'

/** Runs something on the data, then lets go of it. */
export async function onData<T>(run: (data: Data) => Promise<T>): Promise<T> {
  const data = await openData(loadSettings(), openLog('warn'), 'command')
  try {
    return await run(data)
  } finally {
    await data.database.close()
  }
}

/** Says something on standard output. */
export function say(text: string): void {
  process.stdout.write(`${text}\n`)
}

/** Answers data: as JSON when asked, else as words. */
export function answer(data: unknown, options: { json?: boolean }, words: () => string): void {
  const text = options.json ? JSON.stringify(data, undefined, 2) : words()
  if (text !== '') say(text)
}

/** Lines of columns that line up; '' for no rows. */
export function columns(rows: readonly (readonly string[])[]): string {
  const widths = rows.reduce<number[]>((w, row) => row.map((cell, i) => Math.max(w[i] ?? 0, cell.length)), [])
  return rows
    .map((row) =>
      row
        .map((cell, i) => cell.padEnd(widths[i] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

/** The open list of that address, or a refusal. */
export async function listNamed(db: DbOrTx, address: string): Promise<List> {
  const found = await listByAddress(db, address)
  if (!found) throw new Refused(`there is no list ${address}`)
  return found.list
}

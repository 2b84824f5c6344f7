import { readdirSync, readFileSync } from 'node:fs'
import { afterAll, onTestFinished } from 'vitest'
import { type Extract, type Extractor, openExtractor } from '#archive/extract/extractor.ts'

/** An extractor for a test file, closed at its end. */
export function extractor(options: Parameters<typeof openExtractor>[0] = {}): Extractor {
  const opened = openExtractor(options)
  afterAll(() => opened.close())
  return opened
}

/** An extractor for one test, closed at its end. */
export function briefExtractor(options: Parameters<typeof openExtractor>[0] = {}): Extractor {
  const opened = openExtractor(options)
  onTestFinished(() => opened.close())
  return opened
}

/** How many threads of extractors the process has, by their name (Linux). */
export function threads(): number {
  const names = readdirSync('/proc/self/task').map((task) => nameOf(task))
  return names.filter((name) => name.trim() === 'extract').length
}

function nameOf(task: string): string {
  try {
    return readFileSync(`/proc/self/task/${task}/comm`, 'utf8')
  } catch {
    return '' // it has just ended
  }
}

/** The text read; fails when there is none. */
export function textOf(extract: Extract): string {
  if (extract.outcome !== 'read') throw new Error(`nothing read: ${extract.why}`)
  return extract.text
}

/** The texts of the pages. */
export function pagesOf(extract: Extract): string[] {
  const text = textOf(extract)
  const starts = extract.outcome === 'read' ? (extract.pages ?? []) : []
  return starts.map((start, at) => text.slice(start, starts[at + 1]).trim())
}

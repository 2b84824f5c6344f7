import { readFileSync } from 'node:fs'

/** Relais' own version, as package.json has it. */
export function version(): string {
  const written: { version: string } = JSON.parse(
    readFileSync(new URL('../package.json', import.meta.url), 'utf8'),
  )
  return written.version
}

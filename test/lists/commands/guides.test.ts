// What the guides teach is what our robots understand.
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { decisionOf, decisionsOf } from '#lists/commands/decision.ts'
import { commandOf } from '#lists/commands/line.ts'
import { asksForMore } from '#lists/commands/more.ts'
import { picksOf } from '#lists/commands/picks.ts'

const guide = (name: string) =>
  readFileSync(new URL(`../../../docs/guides/${name}.md`, import.meta.url), 'utf8')
/** What stands between backquotes and begins as words to send do. */
const words = (name: string) =>
  [...guide(name).matchAll(/`([^`]+)`/g)]
    .map(([, said]) => said!.replace(/\s+/g, ' '))
    .filter((said) => /^(?:\p{Lu}{2}|\d)/u.test(said))

describe.each(['membre', 'moderateur', 'responsable'])('the guide « %s »', (name) => {
  test('has words to send', () => {
    expect(words(name).length).toBeGreaterThan(5)
  })

  test.each(words(name))('« %s » is understood', (said) => {
    const understood =
      commandOf(said) ??
      decisionOf(said) ??
      decisionsOf(said) ??
      picksOf(said) ??
      (asksForMore(said) || undefined)
    expect(understood).toBeDefined()
  })
})

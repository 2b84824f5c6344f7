import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { settings } from '#config/names.ts'
import { referencePage } from '#config/reference.ts'

test('docs/settings.md is what the program says: node config/reference.ts > docs/settings.md', () => {
  expect(readFileSync(new URL('../../docs/settings.md', import.meta.url), 'utf8')).toBe(referencePage())
})

test('every setting says what it is for and what it takes', () => {
  for (const setting of settings) {
    expect(setting.describe, setting.name).toMatch(/^[A-Z].*\.$/)
    expect(setting.takes, setting.name).not.toBe('')
  }
})

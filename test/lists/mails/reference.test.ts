import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { templatesPage } from '#lists/mails/reference.ts'

test('docs/mail-templates.md is what the program says: node lists/mails/reference.ts > docs/mail-templates.md', () => {
  const page = readFileSync(new URL('../../../docs/mail-templates.md', import.meta.url), 'utf8')
  expect(page).toBe(templatesPage())
})

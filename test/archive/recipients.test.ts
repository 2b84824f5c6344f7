import { expect, test } from 'vitest'
import { recipientOf, shortRecipient } from '#archive/recipients.ts'

test('a recipient is read as it was written, and as it was written before', () => {
  const anne = { field: 'to', name: '', address: 'anne@asso.example' } as const
  expect(shortRecipient(anne)).toBe('anne@asso.example')
  for (const one of [anne, { ...anne, name: 'Anne' }, { ...anne, field: 'cc' as const }])
    expect(recipientOf(shortRecipient(one))).toEqual(one)
  expect(recipientOf(['to', 'anne@asso.example'])).toEqual(anne)
})

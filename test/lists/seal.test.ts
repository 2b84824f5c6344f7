import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Settings } from '#config/settings.ts'
import { seal, unseal } from '#lists/seal.ts'
import { openSecrets } from '#store/secrets.ts'

const secretsOf = (secret: string) => openSecrets({ secret } as Settings)
const secrets = await secretsOf('0:a secret that is long enough')

test('what is sealed is read back, in any case of letters, in at most 40 characters', () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 2 ** 40 }), { minLength: 1, maxLength: 2 }), (numbers) => {
      const text = seal(secrets, 'bounce', numbers)
      expect(text).toMatch(/^[a-z2-70]{1,40}$/)
      expect(unseal(secrets, 'bounce', text)).toEqual(numbers)
      expect(unseal(secrets, 'bounce', text.toUpperCase())).toEqual(numbers)
    }),
  )
})

test('a seal of one purpose opens nothing else', () => {
  expect(unseal(secrets, 'confirm', seal(secrets, 'bounce', [12]))).toBeUndefined()
})

test('changing any character breaks it', () => {
  const text = seal(secrets, 'unsubscribe', [12, 3456])
  for (let i = 0; i < text.length; i++) {
    const other = text[i] === 'b' ? 'c' : 'b'
    expect(unseal(secrets, 'unsubscribe', text.slice(0, i) + other + text.slice(i + 1))).toBeUndefined()
  }
})

test('nothing that people may write instead is a seal', () => {
  fc.assert(fc.property(fc.string(), (text) => unseal(secrets, 'bounce', text) === undefined))
})

test('an older key is still known, the newest seals', async () => {
  const before = seal(secrets, 'unsubscribe', [1, 2])
  const both = await secretsOf('1:another secret, long enough,0:a secret that is long enough')
  expect(unseal(both, 'unsubscribe', before)).toEqual([1, 2])
  expect(seal(both, 'unsubscribe', [1, 2])[0]).toBe('b')
  expect(unseal(await secretsOf('1:another secret, long enough'), 'unsubscribe', before)).toBeUndefined()
})

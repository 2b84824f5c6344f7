import { expect, test } from 'vitest'
import { relaysOf } from '#mta/in/relays.ts'

test.for([
  ['192.0.2.7', true],
  ['::ffff:192.0.2.7', true],
  ['192.0.2.8', false],
  ['10.200.0.1', true],
  ['2001:db8::5', true],
  ['2001:db9::5', false],
  ['', false],
  ['nonsense', false],
] as const)('whether %s is a relay of ours: %s', ([ip, known]) => {
  expect(relaysOf(['192.0.2.7', '10.0.0.0/8', '2001:db8::/32'])(ip)).toBe(known)
})

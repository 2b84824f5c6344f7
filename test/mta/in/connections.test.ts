import { expect, test } from 'vitest'
import { clientOf } from '#mta/in/connections.ts'

test.for([
  ['192.0.2.7', '192.0.2.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
  ['2001:db8:1:2::6', '2001:db8:1:2'],
  ['2001:db8::6', '2001:db8:0:0'],
  ['2001:db8:0:0:9::', '2001:db8:0:0'],
  ['::1', '0:0:0:0'],
  ['::', '0:0:0:0'],
] as const)('%s is counted as %s', ([ip, client]) => {
  expect(clientOf(ip)).toBe(client)
})

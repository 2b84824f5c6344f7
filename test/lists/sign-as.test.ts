import { expect, test } from 'vitest'
import type { List } from '#lists/lists.ts'
import { signingDomains } from '#lists/sign-as.ts'
import type { EvidenceLevel } from '#mta/in/evidence.ts'
import { Header } from '#mta/message/header.ts'

const list = { address: 'bureau@velo15.example' } as List

function domains(from: string, level: EvidenceLevel, address = list.address): string[] {
  const { header } = Header.parse(Buffer.from(`From: ${from}\r\n\r\n`))
  const evidence = { level, identities: [], detail: {} }
  return signingDomains({ header, list: { ...list, address } as List }, { evidence }, 'relais.example')
}

test('a copy is signed as its list’s domain, else as the platform’s', () => {
  expect(domains('anne@orange.example', 'none')).toEqual(['velo15.example', 'relais.example'])
  expect(domains('anne@velo15.example', 'spf-aligned')).toEqual(['velo15.example', 'relais.example'])
  expect(domains('"anne via Bureau" <bureau@velo15.example>', 'none')).toEqual([
    'velo15.example',
    'relais.example',
  ])
})

test('who pretends to write from the list’s own domain isn’t made believable by its signature', () => {
  expect(domains('presidente@velo15.example', 'none')).toEqual(['relais.example'])
  expect(domains('presidente@mail.velo15.example', 'none')).toEqual(['relais.example'])
  expect(domains('a@orange.example, presidente@velo15.example', 'none')).toEqual(['relais.example'])
})

test('nor by that of the platform, where it is the same organization', () => {
  expect(domains('x@autre.relais.example', 'none')).toEqual(['velo15.example'])
  expect(domains('x@relais.example', 'none', 'bureau@velo15.relais.example')).toEqual([])
})

import { expect, test } from 'vitest'
import {
  type Circumstance,
  decide,
  type PolicyRule,
  rulesSchema,
  type Standing,
  stranger,
} from '#lists/policy.ts'

const noon: Circumstance = {
  evidence: 'aligned',
  sizeBytes: 1000,
  hasAttachment: false,
  firstPost: false,
  at: new Date('2026-06-15T12:00:00Z'),
}
const anne: Standing = { ...stranger, personId: 1, address: 'anne@orange.example' }
const ask = (rules: PolicyRule[], standing: Standing = anne, change: Partial<Circumstance> = {}) =>
  decide(rules, standing, { ...noon, ...change }).outcome

test('the first rule that matches decides', () => {
  expect(
    ask([
      { who: 'anyone', do: 'hold' },
      { who: 'anyone', do: 'accept' },
    ]),
  ).toBe('hold')
})

test('what no rule speaks of is refused', () => {
  expect(ask([])).toBe('reject')
  expect(ask([{ who: 'owner', do: 'accept' }])).toBe('reject')
})

test('accepting somebody for who they are needs proof; accepting anyone does not', () => {
  const rules: PolicyRule[] = [{ who: 'subscriber', do: 'accept' }]
  const member = { ...anne, subscriber: true }
  expect(ask(rules, member, { evidence: 'spf-aligned' })).toBe('accept')
  expect(ask(rules, member, { evidence: 'none' })).toBe('confirm')
  expect(ask([{ who: 'anyone', do: 'accept' }], stranger, { evidence: 'none' })).toBe('accept')
})

test.each<[PolicyRule['who'], Standing, 'accept' | 'reject']>([
  ['owner', { ...anne, roles: ['owner'] }, 'accept'],
  ['owner', { ...anne, roles: ['administrator'] }, 'accept'],
  ['owner', { ...anne, roles: ['moderator'] }, 'reject'],
  ['moderator', { ...anne, roles: ['moderator'] }, 'accept'],
  ['moderator', { ...anne, roles: ['owner'] }, 'accept'],
  [{ memberOf: 4 }, { ...anne, memberOf: [4] }, 'accept'],
  [{ memberOf: 4 }, { ...anne, memberOf: [5] }, 'reject'],
  [{ inGroup: 4 }, { ...anne, inGroups: [4] }, 'accept'],
  [{ inList: 4 }, { ...anne, inLists: [4] }, 'accept'],
  [{ inList: 4 }, anne, 'reject'],
  [{ address: 'Anne@orange.example' }, anne, 'accept'],
  [{ address: '*@orange.example' }, anne, 'accept'],
  [{ address: '*@range.example' }, anne, 'reject'],
  [{ address: '*@orange.example' }, stranger, 'reject'],
])('%j', (who, standing, wanted) => {
  expect(ask([{ who, do: 'accept' }], standing)).toBe(wanted)
})

test.each<[PolicyRule['when'], Partial<Circumstance>, boolean]>([
  [{ hasAttachment: true }, { hasAttachment: true }, true],
  [{ hasAttachment: true }, {}, false],
  [{ largerThanBytes: 1000 }, { sizeBytes: 1001 }, true],
  [{ largerThanBytes: 1000 }, { sizeBytes: 1000 }, false],
  [{ evidenceBelow: 'aligned' }, { evidence: 'spf-aligned' }, true],
  [{ evidenceBelow: 'aligned' }, { evidence: 'aligned' }, false],
  [{ firstPost: true }, { firstPost: true }, true],
  [{ firstPost: true }, {}, false],
  [{ from: '2026-06-15', until: '2026-06-15' }, {}, true],
  [{ from: '2026-06-16' }, {}, false],
  [{ until: '2026-06-14' }, {}, false],
])('when %j', (when, change, matches) => {
  expect(ask([{ who: 'anyone', when: when!, do: 'hold' }], anne, change)).toBe(matches ? 'hold' : 'reject')
})

test('a policy with an unknown word is not taken', () => {
  expect(rulesSchema.safeParse([{ who: 'everybody', do: 'accept' }]).success).toBe(false)
  expect(rulesSchema.safeParse([{ who: 'anyone', do: 'accept', unless: 1 }]).success).toBe(false)
})

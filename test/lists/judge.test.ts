import { expect, test } from 'vitest'
import { judge } from '#lists/judge.ts'
import { stranger } from '#lists/policy.ts'
import { postPresets } from '#lists/presets.ts'
import { list, posting } from './posting.ts'

const reasons = (change: Parameters<typeof posting>[0]) => {
  const verdict = judge(posting(change))
  return [verdict.action, ...verdict.reasons.map((r) => r.reason)]
}

test('a proved subscriber posts to a discussion list', () => {
  const verdict = judge(posting())
  expect(verdict.action).toBe('accept')
  expect(verdict.trace.map((t) => t.rule)).toEqual([
    'loop',
    'automatic',
    'duplicate',
    'blocked',
    'author',
    'size',
    'who-may-post',
  ])
})

test('a subscriber whom nothing proves is asked to confirm', () => {
  const evidence = { ...posting().evidence, level: 'none' as const }
  expect(reasons({ evidence })).toEqual(['confirm', 'policy-confirm'])
})

test('a stranger who is proved waits for a moderator; one who is not is asked to confirm first', () => {
  expect(reasons({ standing: stranger })).toEqual(['hold', 'policy-hold'])
  expect(reasons({ standing: stranger, evidence: { ...posting().evidence, level: 'none' } })).toEqual([
    'confirm',
    'policy-confirm',
  ])
})

test.each([
  ['List-Post: <mailto:BUREAU@velo15.example>'],
  ['List-Id: Bureau <bureau.velo15.example>'],
  ['X-Loop: bureau@velo15.example'],
])('a copy of this very list that comes back is dropped: %s', (fields) => {
  expect(reasons({ fields: `${fields}\n` })).toEqual(['discard', 'already-posted'])
})

test('a post that went through another list is none of a loop', () => {
  expect(
    reasons({ fields: 'List-Id: Autre <autre.velo15.example>\nX-Loop: autre@velo15.example\n' }),
  ).toEqual(['accept'])
})

test.each([
  ['Auto-Submitted: auto-replied'],
  ['Auto-Submitted: auto-replied (vacation)'],
  ['X-Autoreply: yes'],
  ['Precedence: auto_reply'],
  ['Content-Identifier: Auto-reply'],
  ['Content-Type: multipart/report; report-type=delivery-status'],
])('an absence robot never reaches a list: %s', (fields) => {
  expect(reasons({ fields: `${fields}\n` })).toEqual(['discard', 'automatic-answer'])
})

test('a bounce never reaches a list', () => {
  expect(reasons({ mailFrom: '' })).toEqual(['discard', 'bounce'])
})

test('a notice that a program writes waits for a moderator', () => {
  expect(reasons({ fields: 'Auto-Submitted: auto-generated\n' })).toEqual(['hold', 'automatic-notice'])
  expect(reasons({ fields: 'Precedence: bulk\n' })).toEqual(['hold', 'automatic-notice'])
})

test('Auto-Submitted: no is a human', () => {
  expect(reasons({ fields: 'Auto-Submitted: no\n' })).toEqual(['accept'])
})

test('the same message again is dropped, another one under its Message-ID is held', () => {
  expect(reasons({ earlier: 'same-content' })).toEqual(['discard', 'same-message-again'])
  expect(reasons({ earlier: 'other-content' })).toEqual(['hold', 'other-content-under-same-id'])
})

test('nobody posts as a list', () => {
  expect(reasons({ fromIsOurs: true })).toEqual(['reject', 'from-is-a-list'])
})

test('a message with several authors, or none, waits for a moderator', () => {
  const { from: _, ...evidence } = posting().evidence
  expect(judge(posting({ evidence })).reasons).toContainEqual({ rule: 'author', reason: 'no-single-author' })
})

test('a post as large as the list allows passes; one byte more waits', () => {
  const small = list({ maxBytes: 5000 })
  expect(reasons({ list: small, sizeBytes: 5000 })).toEqual(['accept'])
  expect(reasons({ list: small, sizeBytes: 5001 })).toEqual(['hold', 'too-large'])
})

test('every reason to hold is told', () => {
  expect(
    reasons({ list: list({ maxBytes: 1024 }), fields: 'Precedence: bulk\n', standing: stranger }),
  ).toEqual(['hold', 'automatic-notice', 'too-large', 'policy-hold'])
})

test('only those who run an announcement list write to it', () => {
  expect(reasons({ policy: postPresets.announce })).toEqual(['reject', 'policy-reject'])
  const owner = { ...posting().standing, roles: ['owner'] as const }
  expect(reasons({ policy: postPresets.announce, standing: owner })).toEqual(['accept'])
})

test('somebody welcomed for good passes where the policy would hold them, once they are proved', () => {
  const welcomed = { standing: stranger, authorVerdict: 'welcome' as const }
  expect(reasons(welcomed)).toEqual(['accept'])
  const none = { ...posting().evidence, level: 'none' as const }
  expect(reasons({ ...welcomed, policy: postPresets.moderated, evidence: none })).toEqual([
    'confirm',
    'policy-confirm',
  ])
})

test('being welcome forgives neither size, nor a loop, nor a duplicate, nor a refusal', () => {
  const welcomed = { standing: stranger, authorVerdict: 'welcome' as const }
  expect(reasons({ ...welcomed, list: list({ maxBytes: 1024 }) })).toEqual(['hold', 'too-large'])
  expect(reasons({ ...welcomed, earlier: 'same-content' })).toEqual(['discard', 'same-message-again'])
  expect(reasons({ ...welcomed, fields: 'X-Loop: bureau@velo15.example\n' })[0]).toBe('discard')
  expect(reasons({ ...welcomed, policy: postPresets.closed })).toEqual(['reject', 'policy-reject'])
})

test('blocked for what proved nothing, an address is dropped where it proves nothing', () => {
  const none = { ...posting().evidence, level: 'none' as const }
  expect(reasons({ authorVerdict: 'forger-blocked' })).toEqual(['accept'])
  expect(reasons({ authorVerdict: 'forger-blocked', evidence: none })).toEqual(['discard', 'author-blocked'])
})

test('who is blocked is dropped quietly, but for who runs the list', () => {
  expect(reasons({ authorVerdict: 'blocked' })).toEqual(['discard', 'author-blocked'])
  const owner = { ...posting().standing, roles: ['owner'] as const }
  expect(reasons({ authorVerdict: 'blocked', standing: owner })).toEqual(['accept'])
})

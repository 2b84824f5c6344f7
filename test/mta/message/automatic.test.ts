import { expect, test } from 'vitest'
import { automaticKind, mustNotBeAnswered } from '#mta/message/automatic.ts'
import { Header } from '#mta/message/header.ts'
import { isReaction } from '#mta/message/reaction.ts'
import { mail } from '../../support/mail.ts'

const headerOf = (fields: Record<string, string>) =>
  Header.parse(mail({ From: 'marie@free.example', ...fields })).header
const re = { 'In-Reply-To': '<x@courriel.example>' }

test.each<[Record<string, string>, 'none' | 'answer' | 'notice']>([
  [{ Subject: 'Sortie de dimanche' }, 'none'],
  [{ Subject: 'Re: Absence de Marie', ...re }, 'none'],
  [{ Subject: 'Absence de Marie dimanche' }, 'none'],
  [{ Subject: 'Absences et retards', ...re }, 'none'],
  [{ Subject: 'Autoroute', ...re }, 'none'],
  [{ Subject: 'Vacances' }, 'none'],
  [{ Subject: 'Réponse automatique : Sortie' }, 'answer'],
  [{ Subject: '=?utf-8?Q?R=C3=A9ponse_automatique?=' }, 'answer'],
  [{ Subject: 'Automatic reply: Sortie' }, 'answer'],
  [{ Subject: 'Message d’absence' }, 'answer'],
  [{ Subject: 'Out of Office' }, 'answer'],
  [{ Subject: 'Absence', ...re }, 'answer'],
  [{ Subject: 'Je suis absente jusqu’au 12', ...re }, 'answer'],
  [{ Subject: 'Absence' }, 'notice'],
  [{ Subject: 'x', 'Auto-Submitted': 'auto-replied (vacation)' }, 'answer'],
  [{ Subject: 'x', 'Auto-Submitted': 'auto-generated' }, 'notice'],
  [{ Subject: 'x', 'Auto-Submitted': 'no' }, 'none'],
  [{ Subject: 'x', 'X-Autoreply': 'yes' }, 'answer'],
  [{ Subject: 'x', 'X-Autoresponder': 'v1' }, 'answer'],
  [{ Subject: 'x', 'Content-Identifier': 'Auto-reply' }, 'answer'],
  [{ Subject: 'x', Precedence: 'auto_reply' }, 'answer'],
  [{ Subject: 'x', 'X-Precedence': 'auto-reply' }, 'answer'],
  [{ Subject: 'x', Preference: 'auto_reply' }, 'answer'],
  [{ Subject: 'x', Precedence: 'bulk' }, 'notice'],
  [{ Subject: 'Lu : x', 'Content-Type': 'multipart/report; report-type=disposition-notification' }, 'answer'],
])('%j is %s', (fields, kind) => {
  expect(automaticKind(headerOf(fields))).toBe(kind)
})

test.each<[Record<string, string>, string]>([
  [{}, ''],
  [{}, 'bureau-owner@ailleurs.example'],
  [{}, 'bounces+abc@ailleurs.example'],
  [{}, 'noreply@ailleurs.example'],
  [{ 'List-Id': '<x.example>' }, 'marie@free.example'],
  [{ 'X-Loop': 'bureau@ailleurs.example' }, 'marie@free.example'],
  [{ Precedence: 'list' }, 'marie@free.example'],
  [{ 'X-Auto-Response-Suppress': 'All' }, 'marie@free.example'],
])('%j from <%s> is not answered', (fields, mailFrom) => {
  expect(mustNotBeAnswered(headerOf({ Subject: 'AIDE', ...fields }), mailFrom)).toBe(true)
  expect(mustNotBeAnswered(headerOf({ Subject: 'AIDE' }), 'marie@free.example')).toBe(false)
})

test('a reaction answers something and says so at the beginning of a line', () => {
  const reacted = (fields: Record<string, string>, body: string) => {
    const bytes = mail({ From: 'marie@free.example', Subject: 'Re: x', ...fields }, body)
    return isReaction(Header.parse(bytes).header, bytes)
  }
  expect(reacted({ ...re, 'Content-Disposition': 'reaction' }, '👍\n')).toBe(true)
  expect(reacted(re, '👍 Marie a réagi à votre message :\n')).toBe(true)
  expect(reacted(re, '👍 Marie reacted to your message:\n')).toBe(true)
  expect(reacted({}, '👍 Marie reacted to your message:\n')).toBe(false)
  expect(reacted(re, 'Elle a réagi à votre message avec humeur, je trouve.\n')).toBe(false)
  expect(reacted(re, '> Content-Disposition: reaction\n')).toBe(false)
})

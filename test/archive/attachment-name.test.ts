import { expect, test } from 'vitest'
import { attachmentName } from '#archive/attachment-name.ts'

const names: [string | undefined, string, string][] = [
  ['plan.pdf', 'application/pdf', 'plan.pdf'],
  ['../../etc/passwd', 'text/plain', 'passwd'],
  ['C:\\Documents\\compte rendu.doc', 'application/msword', 'compte rendu.doc'],
  ['a\r\nb\0c.txt', 'text/plain', 'a b c.txt'],
  ['photo\u202egpj.exe', 'image/jpeg', 'photogpj.exe'],
  ['..', 'application/pdf', 'piece-jointe-3.pdf'],
  ['dossier/', 'application/zip', 'dossier'],
  ['.htaccess', 'text/plain', 'htaccess'],
  [undefined, 'application/pdf', 'piece-jointe-3.pdf'],
  [undefined, 'image/png', 'image-3.png'],
  [undefined, 'message/rfc822', 'message-3.eml'],
  [undefined, 'text/calendar', 'invitation-3.ics'],
  [undefined, 'application/x-unheard-of', 'piece-jointe-3.bin'],
  ['e\u0301te\u0301.txt', 'text/plain', 'été.txt'],
]
test.each(names)('a part named %j of type %s is shown as %s', (filename, type, name) => {
  expect(attachmentName(filename, type, 3)).toBe(name)
})

test('a long name is cut before its extension', () => {
  const name = attachmentName(`${'é'.repeat(400)}.pdf`, 'application/pdf', 1)
  expect([name.length, name.endsWith('é….pdf')]).toEqual([150, true])
})

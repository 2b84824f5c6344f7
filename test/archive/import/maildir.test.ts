import { mkdir, rename, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { all, fileOf, folderOf, found, inShort } from './sources.ts'

const MAIL = 'From: anne@asso.example\nSubject: Compost\n\nBonjour\n'

test('a Maildir gives the mails of cur and new in the order of their delivery, whatever their flags', async () => {
  const folder = await folderOf({
    'cur/1700000003.b.host:2,S': `${MAIL}trois`,
    'cur/1700000001.a.host:2,': `${MAIL}un`,
    'new/1700000002.c.host': `${MAIL}deux`,
    'tmp/1700000000.d.host': `${MAIL}jamais arrivé`,
    'dovecot.index': 'x',
  })
  const steps = await all('maildir', folder)
  expect(steps.map(inShort)).toEqual([`${MAIL}un`, `${MAIL}deux`, `${MAIL}trois`])
  expect(steps[0]).toMatchObject({ receivedAt: new Date(1_700_000_001_000) })
})

test('a mail whose name has no time came when its file was written', async () => {
  const folder = await folderOf({ 'new/mail': MAIL })
  const time = new Date('2014-01-31T11:45:26Z')
  await utimes(join(folder, 'new/mail'), time, time)
  expect(await all('maildir', folder)).toMatchObject([{ receivedAt: time }])
})

test('what is in the bin, and what is no mail, is left over', async () => {
  const folder = await folderOf({
    'cur/1700000001.a:2,ST': MAIL,
    'cur/1700000002.b:2,S': 'notes',
    'cur/1700000003.c:2,S': MAIL,
  })
  await mkdir(join(folder, 'new'))
  expect(await found('maildir', folder)).toEqual([
    'deleted @cur/1700000001.a:2,ST:0',
    'not-a-mail @cur/1700000002.b:2,S:0',
    MAIL,
  ])
})

test('where a folder is no Maildir itself, those beneath it are read; a Maildir stands for itself alone', async () => {
  const above = await folderOf({ '.Compost/cur/1.a:2,': `${MAIL}un`, '.Jardin/new/2.b': `${MAIL}deux` })
  expect(await found('maildir', above)).toEqual([`${MAIL}un`, `${MAIL}deux`])
  const own = await folderOf({ 'cur/1.a:2,': `${MAIL}un`, '.Jardin/new/2.b': `${MAIL}deux` })
  expect(await found('maildir', own)).toEqual([`${MAIL}un`])
})

test('an import goes on after a mail that was read meanwhile and so got another name', async () => {
  const folder = await folderOf({
    'new/1700000001.a': `${MAIL}un`,
    'new/1700000002.b': `${MAIL}deux`,
    'cur/1700000003.c:2,': `${MAIL}trois`,
  })
  const { cursor } = (await all('maildir', folder))[0]!
  await rename(join(folder, 'new/1700000001.a'), join(folder, 'cur/1700000001.a:2,RS'))
  await writeFile(join(folder, 'new/1700000004.d'), `${MAIL}quatre`)
  expect(await found('maildir', folder, cursor)).toEqual([`${MAIL}deux`, `${MAIL}trois`, `${MAIL}quatre`])
})

test('what is no Maildir is refused in one sentence', async () => {
  await expect(found('maildir', await folderOf({ 'a.eml': MAIL }))).rejects.toThrow(/is not a Maildir/)
  await expect(found('maildir', await fileOf(MAIL))).rejects.toThrow(/is not a folder/)
})

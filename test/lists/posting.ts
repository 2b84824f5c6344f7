// A posting with nothing remarkable, for tests to change one thing of.
import type { Posting } from '#lists/judge.ts'
import { effectiveSettings, type ListSettings } from '#lists/list-settings.ts'
import type { List } from '#lists/lists.ts'
import { postPresets } from '#lists/presets.ts'
import { Header } from '#mta/message/header.ts'

export function list(settings: Partial<ListSettings> = {}): List {
  return {
    id: 1,
    address: 'bureau@velo15.example',
    listId: 'bureau.velo15.example',
    title: 'Bureau',
    description: '',
    settings: effectiveSettings(settings),
    space: { id: 1, slug: 'velo15', name: 'Vélo 15' },
  }
}

export function header(text: string): Header {
  return Header.parse(Buffer.from(text.replaceAll('\n', '\r\n'), 'utf8')).header
}

export function posting(change: Partial<Posting> & { fields?: string } = {}): Posting {
  const { fields = '', ...rest } = change
  return {
    list: list(),
    header: header(
      `From: Anne Martin <anne@orange.example>\nTo: bureau@velo15.example\nSubject: Bonjour\n${fields}`,
    ),
    sizeBytes: 5000,
    mailFrom: 'anne@orange.example',
    evidence: {
      level: 'spf-aligned',
      from: 'anne@orange.example',
      identities: ['anne@orange.example'],
      detail: {},
    },
    standing: {
      personId: 7,
      address: 'anne@orange.example',
      subscriber: true,
      roles: [],
      memberOf: [],
      inGroups: [],
      inLists: [],
    },
    policy: postPresets.discussion,
    firstPost: false,
    earlier: 'none',
    fromIsOurs: false,
    authorVerdict: 'none',
    at: new Date('2026-11-21T12:00:00Z'),
    ...rest,
  }
}

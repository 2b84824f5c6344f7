import type { frChanges, frWays } from '../fr/receiving.ts'

export const receiving = {
  'receiving-confirm': {
    subject: 'Change what you receive of the list {title}?',
    text: `We received a request, in your name, about the list {title} ({list}):

{change}.

If it comes from you, answer YES to this mail. Otherwise do nothing: nothing will change.`,
  },
  'receiving-changed': {
    subject: 'Done, for the list {title}',
    text: `Done, for the list {title} ({list}):

{change}.

To change your mind, answer this mail with {back}.`,
  },
} as const

export const enChanges: Readonly<Record<keyof typeof frChanges, string>> = {
  'pause-until':
    'You do not receive its messages until {until}, that day included; then they come back by themselves',
  pause: 'You no longer receive its messages, until you ask for them again',
  resume: 'You receive its messages again',
  each: 'You receive each message, whole, when it is sent',
  'without-files':
    'You receive each message without its attachments; in their place there is a link to open them',
  notices: 'You receive, for each message, a short notice with its author, its title and a link to read it',
  digest:
    'You receive one mail a day, at about {hour}:00, with all messages; on days without messages you receive nothing',
  'digest-plain':
    'You receive one mail a day, at about {hour}:00, with the text of all messages; on days without messages you receive nothing',
  titles:
    'You receive one mail a day, at about {hour}:00, with the titles of the messages and links to read them; on days without messages you receive nothing',
  'without-own': 'You do not receive a copy of your own messages',
  'with-own': 'You also receive a copy of your own messages',
  hide: 'The other members do not see you among the members',
  show: 'The other members see you among the members',
}

export const enWays: Readonly<Record<keyof typeof frWays, string>> = {
  pause: 'RESTART',
  resume: 'PAUSE',
  each: 'ONE MAIL A DAY, WITHOUT ATTACHMENTS or TITLES',
  'without-files': 'WITH ATTACHMENTS',
  notices: 'EACH MESSAGE',
  digest: 'EACH MESSAGE',
  'digest-plain': 'EACH MESSAGE',
  titles: 'EACH MESSAGE',
  'without-own': 'REPRO',
  'with-own': 'NOREPRO',
  hide: 'VISIBLE',
  show: 'CONCEAL',
}

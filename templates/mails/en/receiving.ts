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
  'without-own': 'You do not receive a copy of your own messages',
  'with-own': 'You also receive a copy of your own messages',
  hide: 'The other members do not see you among the members',
  show: 'The other members see you among the members',
}

export const enWays: Readonly<Record<keyof typeof frWays, string>> = {
  pause: 'MAIL',
  resume: 'PAUSE',
  'without-own': 'REPRO',
  'with-own': 'NOREPRO',
  hide: 'VISIBLE',
  show: 'CONCEAL',
}

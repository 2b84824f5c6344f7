import type { frAsked, frFigures, frPeople } from '../fr/owners.ts'

export const owners = {
  'act-asked': {
    subject: '{list}: does this request come from you?',
    text: `We have been asked, in your name, for the list {title}:

{asked}

Nothing proves yet that this request comes from you. If it does, answer YES to this mail: we will first show you what will change, and nothing changes before you agree.

If it does not, do nothing: nothing changes.`,
  },
  'add-preview': {
    subject: '{list}: add these people?',
    text: `You ask to add people to the list {title}. This is what will happen.

{people}

If that is right, answer YES to this mail. Otherwise answer NO, or do nothing: nothing changes.`,
  },
  'remove-preview': {
    subject: '{list}: take these people off?',
    text: `You ask to take people off the list {title}. This is what will happen.

{people}

If that is right, answer YES to this mail. Otherwise answer NO, or do nothing: nothing changes.`,
  },
  'invite-preview': {
    subject: '{list}: invite these people?',
    text: `You ask to invite people to the list {title}. This is what will happen.

{people}

Each will choose whether to come. If that is right, answer YES to this mail. Otherwise answer NO, or do nothing: no invitation leaves.`,
  },
  'remind-preview': {
    subject: '{list}: send a reminder to all members?',
    text: `You ask to send each member of the list {title} a reminder: at which address they receive its messages, and how to leave it.

{people}

A reminder that was sent cannot be taken back. If that is right, answer YES to this mail. Otherwise answer NO, or do nothing: nothing leaves.`,
  },
  'undo-preview': {
    subject: '{list}: undo your last change?',
    text: `You ask to undo your last change on the list {title}. This is what will happen.

{people}

If that is right, answer YES to this mail. Otherwise answer NO, or do nothing: nothing changes.`,
  },
  'bulk-done': {
    subject: 'Done for {list}',
    text: `Done, for the list {title}.

{people}

To put everything back as it was, answer UNDO to this mail. This works for 14 days.`,
  },
  'remind-done': {
    subject: 'The reminder of {list} is on its way',
    text: `Done, for the list {title}.

{people}`,
  },
  'undo-done': {
    subject: 'Undone for {list}',
    text: `Everything is back as it was, for the list {title}.

{people}`,
  },
  'bulk-nothing': {
    subject: '{list}: there is nothing to change',
    text: `We have received your request for the list {title}, and it changes nothing.

{people}

To see who is on the list, write WHO to {request}.`,
  },
  'people-missing': {
    subject: '{list}: which people do you mean?',
    text: `We have received your request for the list {title}, but found no address in it.

Answer this mail with one of these words, then an address a line, with or without the name:

ADD to put them on the list
REMOVE to take them off
INVITE to ask them to come

For example:

ADD
jean@asso.example Jean Dupont
marie@asso.example`,
  },
  'owners-only': {
    subject: '{list}: this is for the people who run it',
    text: `You asked for something that only the people who run the list {title} can do, and the address {address} is not theirs. Nothing has changed.

If you run this list, write to us from the address that it knows. Otherwise the people who run it can help: {owner}.`,
  },
  'owners-help': {
    subject: 'How to use the list {list}, which you run',
    text: `You run the list {title}. Write one of these words to {request}:

ADD jean@asso.example Jean Dupont
INVITE jean@asso.example
REMOVE jean@asso.example
REMIND: each member gets the address that they are on the list with
STATISTICS: the list in figures
UNDO: puts everything back as it was before your last change

For several people, one address a line under the word. Nothing changes before we have shown you what will happen. QUIET ADD writes to nobody else.

Write to everyone: {list}
Receive nothing for a while: write PAUSE to {request}
Leave the list: send a mail, even an empty one, to {unsubscribe}
Read past messages: {archive}`,
  },
  statistics: {
    subject: 'The list {list} in figures',
    text: `This is how the list {title} is doing.

{figures}

To see who is on the list, write WHO to {request}.`,
  },
  added: {
    subject: 'You are on the list {list}',
    text: `{by} has put you on the list {title}: what is written to this list comes to your mailbox, and what you write to it goes to all its members.

{description}

To write to everyone: {list}
To receive nothing for a while, write PAUSE to {request}
To stop receiving its messages: {unsubscribe}
To write to the people who run it: {owner}

If it is not for you, an empty mail to {unsubscribe} is enough: nobody can put you back without you.`,
  },
  removed: {
    subject: 'You are no longer on the list {list}',
    text: `{by} has taken you off the list {title}: you no longer receive its messages. A message already on its way may still arrive.

If this is a mistake, write to the people who run it: {owner}.`,
  },
  reminder: {
    subject: 'You are on the list {list}',
    text: `Just a reminder: you receive the messages of the list {title} at the address {address}. If all is well, there is nothing to do.

To write to everyone: {list}
To receive nothing for a while, write PAUSE to {request}
To stop receiving its messages: {unsubscribe}
To write to the people who run it: {owner}`,
  },
} as const

/** What becomes of people: of one, of {n}. */
export const enPeople: Readonly<Record<keyof typeof frPeople, readonly [string, string]>> = {
  coming: ['One person will be added:', '{n} people will be added:'],
  there: [
    'One is there already, and nothing changes for them:',
    '{n} are there already, and nothing changes for them:',
  ],
  left: [
    'One left by themselves: they stay off, and get an invitation to come back:',
    '{n} left by themselves: they stay off, and get an invitation to come back:',
  ],
  ours: [
    'One address is that of a list and is left out:',
    '{n} addresses are those of lists and are left out:',
  ],
  unread: ['One address could not be read:', '{n} addresses could not be read:'],
  'too-many': [
    'One address is too many for one mail: send it afterwards.',
    '{n} addresses are too many for one mail: send them afterwards, at most 500 a mail.',
  ],
  going: ['One person will be taken off:', '{n} people will be taken off:'],
  'not-there': ['One is not on it:', '{n} are not on it:'],
  brought: [
    'One is on it through their association and cannot be taken off one by one:',
    '{n} are on it through their association and cannot be taken off one by one:',
  ],
  inviting: ['One person will get an invitation:', '{n} people will get an invitation:'],
  reminding: ['One member will get this reminder.', '{n} members will get this reminder.'],
  came: ['One person is now on the list:', '{n} people are now on the list:'],
  went: ['One person is taken off:', '{n} people are taken off:'],
  invited: [
    'One invitation has left, unless this address got one today already:',
    '{n} invitations have left, except to addresses that got one today already:',
  ],
  'reminded-already': [
    'A reminder has left today already: no other leaves before tomorrow.',
    'A reminder has left today already: no other leaves before tomorrow.',
  ],
  reminded: ['One member gets this reminder.', '{n} members get this reminder.'],
  'undo-add': ['One person who was added will be taken off:', '{n} people who were added will be taken off:'],
  'undo-remove': [
    'One person who was taken off will be put back:',
    '{n} people who were taken off will be put back:',
  ],
  'undo-invitations': ['One invitation will be withdrawn.', '{n} invitations will be withdrawn.'],
  'undone-add': ['One person is no longer on it:', '{n} people are no longer on it:'],
  'undone-remove': ['One person is on it again:', '{n} people are on it again:'],
  'undone-invitations': ['One invitation is withdrawn.', '{n} invitations are withdrawn.'],
  kept: [
    'One person has chosen for themselves since, and nothing changes for them:',
    '{n} people have chosen for themselves since, and nothing changes for them:',
  ],
}

/** What an owner is asked about, one line. */
export const enAsked: typeof frAsked = {
  add: 'to add people, {n} in all',
  remove: 'to take people off, {n} in all',
  invite: 'to invite people, {n} in all',
  remind: 'to send a reminder to all members',
  undo: 'to undo the last change',
}

/** Lines of the figures. */
export const enFigures: typeof frFigures = {
  members: 'Members',
  each: 'each message',
  digest: 'a digest a day',
  'digest-plain': 'a digest a day, plain',
  titles: 'titles only',
  notices: 'notices only',
  none: 'no mail',
  other: 'otherwise',
  paused: 'paused',
  bounced: 'mailbox refuses mail',
  came: 'Arrived in the last 30 days',
  left: 'Left by themselves in the last 30 days',
  waiting: 'Messages waiting for a decision',
  months: 'Messages by month',
}

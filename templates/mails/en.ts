// What Relais writes by mail, in English.
import type { frChanges, frWays, MailSentences } from './fr.ts'
export const en: MailSentences = {
  'confirm-post': {
    subject: 'Confirm your message “{subject}”',
    text: `Hello,

We received a message in your name for the list {list}:

    {subject}

Nothing proves yet that it comes from you. If it does, simply answer this mail, with nothing more to write: it will go on its way at once.

If it does not, do nothing: it will not be sent. You may also answer NO to throw it away now.

This question stays open for 14 days.

Relais, for {title}
`,
  },
  'confirm-post-cancelled': {
    subject: 'Your message to {list} is cancelled',
    text: `Hello,

Noted: this message was not sent to {list}, and will not be.

Relais, for {title}
`,
  },
  'post-refused': {
    subject: 'Your message to {list} could not be sent',
    text: `Hello,

Your message “{subject}” arrived, but was not sent to {list}: {reason}

To talk about it with the people who run the list, write to {owner}.

Relais, for {title}
`,
  },
  'post-declined': {
    subject: 'Your message to {list} was not accepted',
    text: `Hello,

The people who moderate the list {list} did not accept your message “{subject}”.{note}

To talk about it with them, write to {owner}.

Relais, for {title}
`,
  },
  'leave-confirm': {
    subject: 'Leave the list {list}?',
    text: `Hello,

We have been asked, in your name, to stop sending you the messages of {list}.

If it was you, simply answer this mail, with nothing more to write: you will receive no more.

If it was not, do nothing: nothing changes.

Relais, for {title}
`,
  },
  left: {
    subject: 'You have left {list}',
    text: `Hello,

Done: you will no longer receive the messages of {list}. A message already on its way may still arrive.

To come back one day, write to {subscribe}.

Relais, for {title}
`,
  },
  'not-on-list': {
    subject: 'You are not on the list {list}',
    text: `Hello,

You wrote to us about {list}, but the address {address} is not on it.

You may receive its messages at another address: write to us from that one. Otherwise the people who run the list can help: {owner}.

Relais, for {title}
`,
  },
  'join-confirm': {
    subject: 'Join the list {list}?',
    text: `Hello,

We have been asked, in your name, to add you to {list}.

If it was you, simply answer this mail, with nothing more to write: you will receive the messages of the list.

If it was not, do nothing: you will receive nothing else from us.

Relais, for {title}
`,
  },
  joined: {
    subject: 'Welcome to {list}',
    text: `Hello,

You are now on the list {title}.

To write to everyone: {list}
To receive nothing for a while, write PAUSE to {request}
To stop receiving its messages: {unsubscribe}
To write to the people who run it: {owner}

Relais, for {title}
`,
  },
  'already-on-list': {
    subject: 'You are already on {list}',
    text: `Hello,

You asked to join {list}: you are on it already, with the address {address}. There is nothing to do.

To write to everyone: {list}
To stop receiving its messages: {unsubscribe}

Relais, for {title}
`,
  },
  'join-closed': {
    subject: 'The list {list} takes no subscription by mail',
    text: `Hello,

You asked to join {list}. The people who run it add its members themselves: write to them at {owner}.

Relais, for {title}
`,
  },
  'join-asked': {
    subject: 'Your request for {list} has been passed on',
    text: `Hello,

You asked to join {list}. The people who run it have received your request and will answer you.

To write to them: {owner}

Relais, for {title}
`,
  },
  'join-request': {
    subject: '{address} asks to join {list}',
    text: `Hello,

{name} ({address}) asks to join the list {title}.

To reply to them, answer this mail. To add this address, pass the request on to the administrator of the platform.

Relais, for {title}
`,
  },
  help: {
    subject: 'How to use the list {list}',
    text: `Hello,

Here is how to use the list {title} by mail:

Write to everyone: {list}
Stop receiving its messages: {unsubscribe}
Join the list: {subscribe}
Write to the people who run it: {owner}
Get this help again: {request}

To leave the list, join it or get this help again, an empty mail is enough. You may also write LEAVE or HELP to {request}.

To receive nothing for a while, write there PAUSE, PAUSE 2 weeks, or PAUSE until 15 August; to receive again, MAIL.

Past messages can be read here: {archive}

Relais, for {title}
`,
  },
  'not-understood': {
    subject: 'We did not understand your request',
    text: `Hello,

You wrote to {request}, the address that takes requests for the list {title}, and we did not understand what you would like.

Answer this mail with just one of these numbers:

1 to stop receiving the messages of the list
2 to receive them
3 to learn how all this works
4 to receive nothing for a while

To talk to a person, write to {owner}.

Relais, for {title}
`,
  },
  'leave-wish': {
    subject: 'Would you like to leave the list {list}?',
    text: `Hello,

We have received your message. If we understood it, you no longer want to receive the messages of {list}.

If so, answer YES to this mail: you will receive no more. Otherwise answer NO, or do nothing: nothing changes.

To talk to a person, write to {owner}.

Relais, for {title}
`,
  },
  'yes-or-no': {
    subject: '{list}: yes or no?',
    text: `Hello,

We did not understand your answer about the list {list}. Nothing has changed for now.

Answer this mail with a single word, YES or NO.

To talk to a person, write to {owner}.

Relais, for {title}
`,
  },
  'receiving-confirm': {
    subject: 'Change what you receive of {list}?',
    text: `Hello,

We were asked, in your name, for a change about the list {list}:

{change}.

If it was you, answer this mail, without writing anything more. If it was not you, do nothing: nothing changes.

Relais, for {title}
`,
  },
  'receiving-changed': {
    subject: 'Done, for {list}',
    text: `Hello,

Done, for the list {title}:

{change}.

To change your mind, answer this mail with {back}.

Relais, for {title}
`,
  },
  'late-answer': {
    subject: 'Did you mean to write to {list}?',
    text: `Hello,

You answered a question that has been answered already, or that is too old. Your answer changed nothing.

Did you mean to write to the whole list {list}? If so, answer YES to this mail: your message will be proposed to it. Otherwise do nothing.

Relais, for {title}
`,
  },
  'your-lists': {
    subject: 'Your lists on {platform}',
    text: `Hello,

These are the lists whose messages you receive at {address}:

{lists}

To stop receiving one of them, answer this mail with LEAVE and its address.

Relais, for {platform}
`,
  },
  'no-lists': {
    subject: 'Your lists on {platform}',
    text: `Hello,

At {address} you receive no list’s messages. Perhaps you receive some at another address: write to us from that one.

To know which lists there are, answer LISTS to this mail. To talk to a person, write to postmaster@{domain}.

Relais, for {platform}
`,
  },
  'all-lists': {
    subject: 'The lists of {platform}',
    text: `Hello,

These are the lists that you may join or read:

{lists}

To receive the messages of one of them, answer this mail with JOIN and its address.

Relais, for {platform}
`,
  },
  'no-such-list': {
    subject: 'Which list would you like to join?',
    text: `Hello,

You asked to join “{name}”, and we find no list of that name.

To know which lists there are, answer LISTS to this mail. To talk to a person, write to postmaster@{domain}.

Relais, for {platform}
`,
  },
  'platform-help': {
    subject: 'How to use {platform}',
    text: `Hello,

This is the address of a program, {platform}. For a mailing list, say bureau@{domain}:

Learn how it works: bureau-request@{domain}
Stop receiving its messages: bureau-unsubscribe@{domain}
Write to the people who run it: bureau-owner@{domain}

The lists you may read are here: {home}

To talk to a person, write to postmaster@{domain}.

Relais, for {platform}
`,
  },
  login: {
    subject: 'Your sign-in to {platform}: {code}',
    text: `Hello,

To sign in to {platform}, open this link:

{link}

or type this code on the sign-in page: {code}

The link and the code work once, for an hour. If you asked for nothing, do nothing: nobody can sign in without this mail.

Relais, for {platform}
`,
  },
}

/** Why a message was not sent, after a colon. */
export const enReasons: Record<string, string> = {
  'policy-reject': 'only certain people write to it, and this address is not one of theirs.',
  'from-is-a-list': 'the address of a list cannot be the author’s.',
  other: 'the list does not accept it.',
}

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

import type { frDecided, frHolds, frModeration, frOutcomes, frWaits } from '../fr/moderation.ts'

export const moderation = {
  'held-post': {
    subject: 'To decide on {title}: “{subject}”, from {name}',
    text: `A message waits for your decision before it is sent to the list {list}.

From: {author}
Subject: {subject}
Received {when}, {size}

It waits for this reason:
{reason}

— please answer above this line —

To decide, answer this mail with a single one of these words, on the first line:

YES: it is sent {wait}
NO: it is not sent, and its author is told; what you write after it is passed on to them
ALWAYS: like YES, and their next messages will pass without waiting
SPAM: it is thrown away, without a word to its author
BLOCK: like SPAM, and their next messages will be thrown away too
NOW: it is sent at once
CANCEL: you take back your decision, as long as nothing has left

{attached}

This is what it says:

{extract}`,
  },
  'held-join': {
    subject: 'To decide on {title}: {name} asks to join the list',
    text: `{author} asks to join the list {list}, and waits for your decision. The request came {when}.

— please answer above this line —

To decide, answer this mail with a single one of these words, on the first line:

YES: this person is put on the list {wait}, and welcomed by a mail
NO: they are not put on it, and are told; what you write after it is passed on to them
SPAM: their request is thrown away, without a word
NOW: this person is put on the list at once
CANCEL: you take back your decision, as long as it has not taken effect`,
  },
  'held-pause': {
    subject: 'Many messages are waiting: the rest comes in the round-up',
    text: `You received {count} mails to decide in one hour. Not to fill your mailbox, we no longer write about each: the next ones will be in the round-up, at {hour} o’clock.

To get it now, write WAITING to {request}.`,
  },
  'decision-noted': {
    subject: 'Noted: {what}',
    text: `{outcome}

{back}`,
  },
  'decided-before': {
    subject: 'Already decided: {what}',
    text: `{outcome}

There is nothing left to do, and your answer changed nothing.`,
  },
  'decision-undone': {
    subject: 'Taken back: {what}',
    text: `{outcome}

To decide, answer this mail again: YES, NO, or one of the other words.`,
  },
  'decision-unclear': {
    subject: 'We did not understand your decision',
    text: `You answered about {what}, and we did not understand what you decide. Nothing has changed.

Answer this mail with a single one of these words, on the first line: YES, NO, ALWAYS, BLOCK, SPAM, NOW or CANCEL.

After NO you may give your reasons: they are passed on.`,
  },
  'decision-unproved': {
    subject: 'Your mail could not be taken into account',
    text: `We received a mail in your name about {what}, but nothing proves that it comes from you. Nothing has changed.

If it is yours, send it again from your usual mailbox, without forwarding. To talk to a person, write to {owner}.`,
  },
  'decision-too-old': {
    subject: 'Your answer comes too late',
    text: `You answered a mail about the list {list} that is too old. Nothing has changed.

To know what still waits, write WAITING to {request}.`,
  },
  'not-moderator': {
    subject: 'You do not moderate the list {list}',
    text: `You wrote to us about what waits on the list {list}. As far as we know, the address {address} does not moderate it, or no longer does. Nothing has changed.

If this is a mistake, write to the people who run it: {owner}.`,
  },
  'round-up': {
    subject: 'Round-up: {count} to decide',
    text: `This is what waits for your decision:

{items}

— please answer above this line —

To decide, answer this mail with the numbers, for example:

1 yes, 2 no, 3 spam

You may also write “always”, “block”, “now” or “cancel” after a number. What you say nothing about goes on waiting.`,
  },
  'round-up-empty': {
    subject: 'Nothing waits for your decision',
    text: `No message and no request to join waits for your decision. There is nothing to do.`,
  },
  'round-up-noted': {
    subject: 'Noted: your answers to the round-up',
    text: `{items}

To take one of them back as long as it has not taken effect, answer this mail with its number followed by “cancel”.`,
  },
  'round-up-unclear': {
    subject: 'We did not understand your decisions',
    text: `We did not understand your answer to the round-up, and nothing has changed.

Answer with the numbers and a word for each, for example: 1 yes, 2 no, 3 spam.`,
  },
  'held-reminder': {
    subject: 'Reminder: {count} to decide',
    text: `This has waited for your decision for several days:

{items}

— please answer above this line —

To decide, answer this mail with the numbers, for example:

1 yes, 2 no, 3 spam

What is not decided in time is given up, and the person is told.`,
  },
  'post-held': {
    subject: 'Your message to {list} waits to be read',
    text: `Your message “{subject}” has arrived. Before it is sent to {list}, the people who moderate the list read it:

{reason}

You have nothing to do. If it is not accepted, you will be told.`,
  },
  'post-expired': {
    subject: 'Your message to {list} was not sent',
    text: `Your message “{subject}” waited to be read by the people who moderate the list {list}. Nobody decided within {days} days, and it will not be sent.

If it is still useful, send it again. To talk about it, write to {owner}.`,
  },
  'join-declined': {
    subject: 'Your request for {list} was not accepted',
    text: `You asked to join {list}. The people who moderate the list did not accept your request.

    {note}

To talk about it with them, write to {owner}.`,
  },
  'join-expired': {
    subject: 'Your request for {list} had no answer',
    text: `You asked to join {list}. Nobody answered within {days} days, and the request is closed.

You may ask again by writing to {subscribe}, or write to the people who run it: {owner}.`,
  },
  'stand-in-confirm': {
    subject: 'Suspend your moderation of {list}?',
    text: `We were asked, in your name, for a change to the moderation of the list {list}:

{change}

If it is you, answer this mail, with nothing more to write. If it is not, do nothing: nothing changes.`,
  },
  'stand-in-noted': {
    subject: 'Noted for the moderation of {list}',
    text: `Done, for the moderation of the list {title}:

{change}

To change your mind, write RESUME MODERATION to {request}.`,
  },
  'stand-in-deputy': {
    subject: 'You moderate {list} in the place of {name}',
    text: `{name} is away and has named you to moderate the list {title} meanwhile, {until}.

During that time you will get a mail about each message that waits for a decision: simply answer YES or NO.

If you would rather not, write to the people who run the list: {owner}.`,
  },
  'stand-in-unknown': {
    subject: 'Who stands in for you on {list}?',
    text: `You want to suspend your moderation of the list {list}, and we did not understand until when, or who stands in for you. Nothing has changed.

Write for example to {request}: PAUSE MODERATION until 15 August, paul@example.org. Who stands in for you must be on the list.`,
  },
  'moderate-again-confirm': {
    subject: 'Resume your moderation of {list}?',
    text: `We were asked, in your name, that you get again what waits for a decision on the list {title}. If somebody stands in for you, they will decide no more.

If it is you, answer this mail, with nothing more to write. If it is not, do nothing: nothing changes.`,
  },
  'moderating-again': {
    subject: 'You moderate {list} again',
    text: `Done: you again get what waits for a decision on the list {title}.`,
  },
} as const

export const enHolds: typeof frHolds = {
  'policy-hold': 'the rules of the list ask for a decision about this person.',
  'policy-confirm': 'we could not ask this address whether this message comes from it.',
  unproved: 'nothing proves that this message comes from this address.',
  'policy-reject': 'this person may not write to the list, and could not be told.',
  'from-is-a-list': 'it comes under the address of a list.',
  'automatic-notice': 'a program seems to have sent it.',
  'other-content-under-same-id': 'it has been seen before with other content.',
  'too-large': 'it is larger than what the list lets through by itself.',
  'no-single-author': 'it does not have one author and only one.',
  other: 'the rules of the list ask for a decision.',
}

export const enWaits: typeof frWaits = {
  'policy-hold': 'that is the rule of this list.',
  'too-large': 'it is larger than what the list lets through by itself.',
  'automatic-notice': 'it seems to be sent by a program.',
  other: 'the rules of the list ask for it.',
}

export const enOutcomes: typeof frOutcomes = {
  'post-accept-soon': 'The message “{subject}”, from {name}, will be sent to {list} {when}.',
  'post-accept-now': 'The message “{subject}”, from {name}, now leaves for {list}.',
  'post-refuse-soon': 'The message “{subject}” will not be sent to {list}. {name} will be told {when}.',
  'post-refuse-now': 'The message “{subject}” is not sent to {list}. {name} is told.',
  'post-discard-soon':
    'The message “{subject}”, from {name}, will be thrown away {when}, without a word to its author.',
  'post-discard-now': 'The message “{subject}”, from {name}, is thrown away.',
  'join-accept-soon': '{name} will be put on {list} {when}.',
  'join-accept-now': '{name} is now on {list}.',
  'join-refuse-soon': '{name} will not be put on {list}, and will be told {when}.',
  'join-refuse-now': '{name} is not put on {list}, and is told.',
  'join-discard-soon': 'The request of {name} for {list} will be thrown away {when}, without a word.',
  'join-discard-now': 'The request of {name} for {list} is thrown away.',
  welcome: 'Their next messages will pass there without waiting.',
  blocked: 'Their next messages there will be quietly thrown away.',
  held: 'Your decision is taken back: {what} waits again.',
  unwelcome: 'The next messages of {address} on {list} will again wait for a decision.',
  unblocked: 'The messages of {address} are no longer blocked on {list}.',
  'too-late': 'It is too late to take it back: {what} is settled.',
  'nothing-to-undo': 'There was nothing to take back: {what} still waits for a decision.',
  before: 'Already decided by {by} {when}: {decided}.',
  gone: 'This message no longer waits.',
  'no-right': 'You do not moderate this list, or no longer do.',
  undo: 'To take this decision back until then, answer this mail with CANCEL.',
  'undo-standing':
    'To take this decision back, answer this mail with CANCEL. For the next messages, that stays possible at any time.',
  final: 'It is done, there is nothing left to do.',
  'in-force': 'Nothing else changes.',
}

export const enDecided: typeof frDecided = {
  'post-accept': 'accepted',
  'post-refuse': 'refused',
  'post-discard': 'thrown away',
  'post-expire': 'given up for want of an answer',
  'join-accept': 'accepted',
  'join-refuse': 'refused',
  'join-discard': 'thrown away',
  'join-expire': 'given up for want of an answer',
}

export const enModeration: typeof frModeration = {
  post: 'the message “{subject}”, from {name}',
  join: 'the request of {name} for {list}',
  standing: '{address} on {list}',
  moderating: 'the moderation of {list}',
  operator: 'the people who run the platform',
  'post-item': '{number}. {list}: “{subject}”, from {name}, {when}',
  'join-item': '{number}. {list}: {name} ({address}) asks to join, {when}',
  'more-items': 'And {count} more, which will be in a next round-up.',
  attached: 'The whole message is attached to this mail.',
  'too-long': 'The whole message is not attached: it is too large.',
  damaged: 'The whole message is not attached, to be safe: it is damaged.',
  suspect: 'The whole message is not attached, to be safe, because of: {files}.',
  files: 'Attachments: {files}.',
  'no-text': '(no text)',
  'in-minutes': 'in {count} minutes',
  'in-a-minute': 'in a minute',
  'in-seconds': 'in {count} seconds',
  'at-once': 'at once',
  'at-hour': 'at {hour}',
  'on-day': 'on {day} at {hour}',
  'no-subject': 'no subject',
  away: 'You no longer get what waits for a decision, {until}.',
  'away-with': 'You no longer get what waits for a decision, {until}; {name} decides in your place.',
  'until-day': 'until {day} included',
  'until-back': 'until you come back',
  'until-their-back': 'until they come back',
}

import type { frWords } from '../fr/looking-up.ts'

export const lookingUp = {
  found: {
    subject: 'Your search: {count}',
    text: `{count} {sentence}, {place}, the newest first.

{notes}

{results}

To receive a message in full, answer this mail with its number. To receive several, write their numbers: 3, 5.

{more}`,
  },
  'found-nothing': {
    subject: 'Your search: no message',
    text: `We found no message {sentence}, {place}.

{notes}

You can try with fewer words: write SEARCH again, followed by what you are looking for.`,
  },
  'search-how': {
    subject: 'How to search the messages',
    text: `To search, write SEARCH followed by a few words, for instance:

SEARCH walk canal
SEARCH “annual report” from:anne after:2025
SEARCH quote has:attachment

You will receive the messages found, ten at a time, each with a number to ask for it in full.`,
  },
  index: {
    subject: 'The messages of {list}',
    text: `{what} {title}:

{results}

To receive a message in full, answer this mail with its number. To receive several, write their numbers: 3, 5.

{more}

{months}`,
  },
  'index-empty': {
    subject: 'The messages of {list}',
    text: `{what} {title}: there are none.

{months}

To see the newest messages, write INDEX to {request}.`,
  },
  months: {
    subject: 'The messages of {list}, month by month',
    text: `{what} {title}:

{months}

To see those of one month, write for instance INDEX {month} to {request}.`,
  },
  messages: {
    subject: 'What you asked for: {first}',
    text: `Here is what you asked for:

{messages}

{how}`,
  },
  mailbox: {
    subject: 'The messages of {list}, {month}',
    text: `The messages of the list {title}, {month}, are attached to this mail as one file that mail programs can open.`,
  },
  'mailbox-link': {
    subject: 'The messages of {list}, {month}',
    text: `The messages of the list {title}, {month}, cannot be attached to a mail. You can read them here:

{url}`,
  },
  'no-such-message': {
    subject: 'This message cannot be found',
    text: `We cannot find the message that you ask for among those that you may read. It may have been taken back since.

To search, write SEARCH followed by a few words.`,
  },
  'archive-closed': {
    subject: 'The messages of {list} are not open to you',
    text: `You asked to read the messages of {list}. The address {address} is not one of those that may read them.

If you are a member under another address, write to us from that one. Otherwise the owners can help you: {owner}.`,
  },
  'which-list': {
    subject: 'Which list do you mean?',
    text: `What you ask is about one list, and you did not write which. Here are those that you may read:

{lists}

Write again what you ask, followed by the address of the list. You can answer this mail.`,
  },
  'offer-unclear': {
    subject: 'Which message would you like to receive?',
    text: `We did not understand your answer.

Answer with the number of a message, with several numbers (3, 5), or with MORE to see those that follow.`,
  },
  'offer-end': {
    subject: 'There are no other messages',
    text: `You asked for more: everything has been shown to you, there are no other messages.`,
  },
  'offer-old': {
    subject: 'What you answered is too old',
    text: `You answered a mail that is more than 14 days old: its numbers no longer count. Write again what you ask, and you will receive new ones.`,
  },
  'command-confirm': {
    subject: 'Is it you who is writing to us?',
    text: `We were asked, in your name, to {ask} {place}.

If it was you, answer this mail, without writing anything more: you will receive what you asked for at once. If it was not you, do nothing.`,
  },
  'command-yes': {
    subject: 'Is it you who is writing to us?',
    text: `We were asked, in your name, to {ask} {place}.

If it was you, answer YES to this mail: it will be done at once. If it was not you, do nothing: nothing changes.`,
  },
  'command-yes-or-no': {
    subject: 'We did not understand: yes or no?',
    text: `We did not understand your answer. Nothing has changed for now.

Answer this mail with a single word, YES or NO.`,
  },
} as const

type Words = { readonly [K in keyof typeof frWords]: Readonly<Record<keyof (typeof frWords)[K], string>> }

export const enWords: Words = {
  pieces: {
    'one-message': '{n} message',
    messages: '{n} messages',
    'one-person': '{n} person',
    people: '{n} people',
    'has-one': 'It has {n} member.',
    'has-people': 'It has {n} members.',
    'and-others': 'and {n} others',
    more: 'To see those that follow, answer MORE.',
    newest: 'Here are the newest messages of the list',
    'of-month': 'Here are the messages of {month}, in the list',
    'of-year': 'Here are the messages of {year}, in the list',
    months: 'Month by month:',
    'month-line': '{month}: {count}',
    'too-large': 'This message is too large to be sent to you. You can read it here: {url}',
    'attached-one': 'The message is attached to this mail, as it was sent: open the attachment to read it.',
    attached: 'The messages are attached to this mail, as they were sent: open the attachments to read them.',
  },
  places: { list: 'in the list {title}', all: 'in all the lists that you may read' },
  labels: { untitled: '(no subject)', nobody: '(no name)' },
  asks: {
    search: 'search for messages',
    index: 'show which messages were sent',
    last: 'send you the newest messages',
    get: 'send you messages',
    review: 'show who is a member',
    missing: 'say what you should have received',
    undo: 'take back a message that you sent',
    other: 'send you messages',
  },
  sureness: {
    none: 'Nothing proves that this mail really comes from {domain}. That happens when a mail is passed on by another service; it is not your fault. Where proof is needed we mail you a question, and you only have to answer it.',
    'spf-aligned':
      'Your mail really left from the servers of {domain}. That is enough to write to your lists, to leave or pause them and to read their messages.',
    aligned:
      'Your mail really left from {domain}, which has signed it. Nothing surer can be known of a mail.',
    confirmed: 'You answered a mail that we had sent you: we know that it is you.',
    session: 'You are signed in on the platform: we know that it is you.',
  },
  posting: {
    discussion: 'its members; messages of other people wait for a moderator',
    announce: 'its moderators only',
    moderated: 'everybody; a moderator reads each message before it leaves',
    private: 'its members only',
    public: 'everybody',
    open: 'everybody',
    closed: 'nobody any more',
    other: 'those whom its rules name',
  },
  joining: {
    open: 'everybody may join',
    confirm: 'everybody may join, by answering a mail',
    moderated: 'a moderator agrees first',
    'confirm-moderated': 'a moderator agrees first, once a mail is answered',
    closed: 'its owners add people themselves',
    other: 'its rules say who may join',
  },
  reading: {
    public: 'everybody',
    private: 'its members',
    owner: 'its owners',
    closed: 'nobody',
    other: 'those whom its rules name',
  },
  takingBack: {
    withdrawn: '“{subject}” had not been sent to {title} yet. It will not be: nobody has received it.',
    stopped:
      '“{subject}” had not left for the members of {title} yet. It was stopped in time: nobody has received it.',
    hidden: '“{subject}” can no longer be read or found in the archive of {title}.',
    kept: '“{subject}” has already been sent to the members of {title}, and this list keeps in its archive all that was sent. Its owners can help you.',
    'hidden-before': '“{subject}” had already been taken back from {title}. There is nothing to do.',
    'left-unknown':
      'It was sent long ago: those who received it keep it, a mail that was received cannot be called back.',
    'left-nobody': 'Nobody had received it.',
    'left-one':
      '{n} person has already received it and keeps it: a mail that was received cannot be called back.',
    left: '{n} people have already received it and keep it: a mail that was received cannot be called back.',
    'stopped-one': '{n} person will not receive it.',
    'stopped-others': '{n} people will not receive it.',
  },
  copy: {
    list: 'List {title}, {list}',
    colon: ': ',
    paused: 'You asked to receive nothing from this list for now. To receive again, answer MAIL.',
    'paused-until':
      'You asked to receive nothing from this list until {until}, that day included. To receive from now on, answer MAIL.',
    'address-stopped':
      'The last mails sent to {address} came back to us: we no longer write to it. The owners can help you to begin again.',
    'mode-none': 'You asked not to receive its messages by mail. To receive them, answer MAIL.',
    'mode-other': 'You asked not to receive each message by itself. To receive them one by one, answer MAIL.',
    'none-meant':
      'We found no message like the one you are looking for. Here are those of the last seven days.',
    'nothing-sent': 'No message was sent to {title} these last seven days: you have missed nothing.',
    sent: 'given to your provider, {domain}, {at}. If it is not in your inbox, look among the junk mail (spam).',
    failed: 'refused by your provider, {domain}: {why}.',
    cancelled: 'not sent: you had paused or left the list.',
    'not-sent': 'it was not sent to you: that day you were not on the list yet, or had paused it.',
    'in-next-digest': 'it will come with the others in your next mail of the day, at about {hour} o’clock.',
    'in-digest': 'it left with the others in your mail of the day.',
    'own-post': 'it is your own message; you asked not to receive copies of those.',
    'on-its-way': 'still on its way. It should arrive soon.',
    'on-its-way-again': 'still on its way. Your provider, {domain}, asks us to wait; we try again regularly.',
  },
  refusals: {
    full: 'your mailbox is full',
    unknown: 'it does not know your address',
    unwanted: 'it took it for junk mail',
    'too-large': 'the message was too large for it',
    other: 'it answered “{reply}”',
  },
}

export const asking = {
  'about-list': {
    subject: 'The list {list} in a few words',
    text: `{title}, a list of {space}.

{description}

Who may write to it: {posting}
To join: {joining}
Who may read past messages: {reading}

{size}

To write to the list: {list}
To write to its owners: {owner}
To know all that you can ask by mail: write HELP to {request}`,
  },
  members: {
    subject: 'The members of {list}: {count}',
    text: `Here is who receives the list {title}:

{members}

These addresses are entrusted to you for the life of the list: please do not pass them on.`,
  },
  'members-closed': {
    subject: 'The members of {list}',
    text: `You asked who is on {list}. Only its owners know: you can write to them at {owner}.`,
  },
  'own-copies': {
    subject: 'What we have sent you',
    text: `Here is what became of the messages that we had to send you.

{copies}`,
  },
  verified: {
    subject: 'What we know of your address',
    text: `We have received your mail, from the address {address}.

{sureness}`,
  },
  'how-to-confirm': {
    subject: 'How to confirm what you ask',
    text: `To confirm what you ask, there is no code to copy: just answer the mail in which we asked you, from the address at which you received it.

If you cannot find it, ask again: we will write to you again.`,
  },
  'which-own-post': {
    subject: 'Which message do you want to take back?',
    text: `You asked to take back a message that you sent. Here are yours:

{results}

Answer this mail with the number of the one to take back. Otherwise do nothing: nothing changes.`,
  },
  'own-post-unclear': {
    subject: 'Which message do you want to take back?',
    text: `We did not understand your answer. Nothing has changed for now.

Answer with the number of the message to take back, or do nothing.`,
  },
  'no-own-post': {
    subject: 'We cannot find your message',
    text: `You asked to take back a message, and we find none that is yours, sent from the address {address}.

If you sent it from another address, write to us from that one.`,
  },
  'taken-back': {
    subject: 'Your message “{subject}”',
    text: `You asked to take back a message. Here is what could be done:

{outcome}`,
  },
} as const

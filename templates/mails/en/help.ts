export const help = {
  help: {
    subject: 'How to use the list {title}',
    text: `Here is how to use the list {title} by mail:

Write to everyone: {list}
Talk to the people who run it: {owner}
Join the list: send a mail, even an empty one, to {subscribe}
Leave the list: send a mail, even an empty one, to {unsubscribe}
Read past messages: {archive}

You may also send one of these words, alone, to {request}:

PAUSE: receive nothing for a while (or PAUSE 2 weeks, PAUSE until 15 August)
RESTART: receive its messages again
ONE MAIL A DAY: receive the messages together, once a day
TITLES: receive their titles only, once a day
WITHOUT ATTACHMENTS: receive lighter messages
EACH MESSAGE: receive them one by one again, whole

SEARCH and a few words: find past messages
INDEX: see the newest messages
I HAVE NOT RECEIVED and a subject: learn where a message has gone
UNDO: take back a message that you sent
WHICH: learn which lists you receive
HELP: receive this mail`,
  },
  'not-understood': {
    subject: 'We did not understand your request',
    text: `You wrote to {request}. A program reads that address, for the list {title}, and it did not understand what you would like.

Answer this mail with just one of these numbers:

1 to stop receiving the messages of the list
2 to receive them
3 to learn how to use the list
4 to receive nothing for a while

To talk to a person, write to {owner}.`,
  },
  'several-answers': {
    subject: 'Your {count} requests for the list {title}',
    text: `Here are our answers to your {count} requests for the list {title} ({list}).`,
  },
  'request-confirm': {
    subject: 'Was it you who asked for this?',
    text: `We have received these requests in your name:

{lists}

If they are yours, simply answer this mail, with nothing more to write: we will do what is needed.

If they are not, do nothing: nothing changes.`,
  },
  'yes-or-no': {
    subject: 'The list {title}: yes or no?',
    text: `We did not understand your answer about the list {title} ({list}). Nothing has changed for now.

Answer this mail with a single word: YES or NO.

To talk to a person, write to {owner}.`,
  },
} as const

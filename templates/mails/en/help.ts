export const help = {
  help: {
    subject: 'How to use the list {list}',
    text: `Here is how to use the list {title} by mail:

Write to everyone: {list}
Stop receiving its messages: {unsubscribe}
Join the list: {subscribe}
Write to the people who run it: {owner}
Get this help again: {request}

To leave the list, join it or get this help again, an empty mail is enough. You may also write LEAVE or HELP to {request}.

To receive nothing for a while, write there PAUSE, PAUSE 2 weeks, or PAUSE until 15 August; to receive again, MAIL.

Past messages can be read here: {archive}`,
  },
  'not-understood': {
    subject: 'We did not understand your request',
    text: `You wrote to {request}, the address that takes requests for the list {title}, and we did not understand what you would like.

Answer this mail with just one of these numbers:

1 to stop receiving the messages of the list
2 to receive them
3 to learn how all this works
4 to receive nothing for a while

To talk to a person, write to {owner}.`,
  },
  'yes-or-no': {
    subject: '{list}: yes or no?',
    text: `We did not understand your answer about the list {list}. Nothing has changed for now.

Answer this mail with a single word, YES or NO.

To talk to a person, write to {owner}.`,
  },
} as const

export const leaving = {
  'leave-confirm': {
    subject: 'Leave the list {list}?',
    text: `We have been asked, in your name, to stop sending you the messages of {list}.

If it was you, simply answer this mail, with nothing more to write: you will receive no more.

If it was not, do nothing: nothing changes.`,
  },
  'leave-wish': {
    subject: 'Would you like to leave the list {list}?',
    text: `We have received your message. If we understood it, you no longer want to receive the messages of {list}.

If so, answer YES to this mail: you will receive no more. Otherwise answer NO, or do nothing: nothing changes.

To talk to a person, write to {owner}.`,
  },
  left: {
    subject: 'You have left {list}',
    text: `Done: you will no longer receive the messages of {list}. A message already on its way may still arrive.

To come back one day, write to {subscribe}.`,
  },
  'not-on-list': {
    subject: 'You are not on the list {list}',
    text: `You wrote to us about {list}, but the address {address} is not on it.

You may receive its messages at another address: write to us from that one. Otherwise the people who run the list can help: {owner}.`,
  },
} as const

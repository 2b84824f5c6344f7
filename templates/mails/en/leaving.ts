export const leaving = {
  'leave-confirm': {
    subject: 'Leave the list {title}?',
    text: `We received a request, in your name, to stop sending you the messages of the list {title} ({list}).

If it comes from you, answer YES to this mail: you will receive no more of them.

If it does not, do nothing: nothing will change.`,
  },
  'leave-wish': {
    subject: 'Would you like to leave the list {title}?',
    text: `We received your message. If we understood it, you no longer want to receive the messages of the list {title} ({list}).

If so, answer YES to this mail: you will receive no more of them. Otherwise answer NO, or do nothing: nothing will change.

To talk to a person, write to {owner}.`,
  },
  left: {
    subject: 'You have left the list {title}',
    text: `Done: you will no longer receive the messages of the list {title} ({list}). A message already on its way may still arrive.

To come back one day, send a mail, even an empty one, to {subscribe}.`,
  },
  'not-on-list': {
    subject: 'You are not on the list {title}',
    text: `You wrote to us about the list {title} ({list}), but the address {address} is not on it.

Perhaps you receive its messages at another of your addresses: then write to us from that one. Otherwise the people who run the list can help: {owner}`,
  },
} as const

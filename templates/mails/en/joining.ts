export const joining = {
  'join-confirm': {
    subject: 'Join the list {title}?',
    text: `We received a request, in your name, to join the list {title} ({list}).

If it comes from you, answer YES to this mail: we will see to the rest.

If it does not, do nothing: nothing will change.`,
  },
  joined: {
    subject: 'Welcome to the list {title}',
    text: `You are now on the list {title}. Its messages will arrive at this address.

Write to everyone: {list}
Talk to the people who run it: {owner}
Receive nothing for a while: write PAUSE to {request}
Leave the list: send a mail, even an empty one, to {unsubscribe}

Keep this mail: it will help the day you want a pause, or want to leave.`,
  },
  'already-on-list': {
    subject: 'You are already on the list {title}',
    text: `You asked to join the list {title}: you are on it already, with the address {address}. There is nothing to do.

Write to everyone: {list}
Leave the list: send a mail, even an empty one, to {unsubscribe}

If its messages do not reach you, look among your junk mail, or write to the people who run it: {owner}`,
  },
  'join-closed': {
    subject: 'To join the list {title}, write to the people who run it',
    text: `You asked to join the list {title} ({list}). The people who run it add its members themselves.

Write to them and say who you are: {owner}`,
  },
  'join-asked': {
    subject: 'Your request for the list {title} has been passed on',
    text: `You asked to join the list {title} ({list}). A moderator has received your request and will answer it.

To write to the people who run the list: {owner}`,
  },
} as const

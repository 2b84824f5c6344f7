export const joining = {
  'join-confirm': {
    subject: 'Join the list {list}?',
    text: `We have been asked, in your name, to add you to {list}.

If it was you, simply answer this mail, with nothing more to write: you will receive the messages of the list.

If it was not, do nothing: you will receive nothing else from us.`,
  },
  joined: {
    subject: 'Welcome to {list}',
    text: `You are now on the list {title}.

To write to everyone: {list}
To receive nothing for a while, write PAUSE to {request}
To stop receiving its messages: {unsubscribe}
To write to the people who run it: {owner}`,
  },
  'already-on-list': {
    subject: 'You are already on {list}',
    text: `You asked to join {list}: you are on it already, with the address {address}. There is nothing to do.

To write to everyone: {list}
To stop receiving its messages: {unsubscribe}`,
  },
  'join-closed': {
    subject: 'The list {list} takes no subscription by mail',
    text: `You asked to join {list}. The people who run it add its members themselves: write to them at {owner}.`,
  },
  'join-asked': {
    subject: 'Your request for {list} has been passed on',
    text: `You asked to join {list}. The people who run it have received your request and will answer you.

To write to them: {owner}`,
  },
  'join-request': {
    subject: '{address} asks to join {list}',
    text: `{name} ({address}) asks to join the list {title}.

To reply to them, answer this mail. To add this address, pass the request on to the administrator of the platform.`,
  },
} as const

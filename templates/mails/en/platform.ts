export const platform = {
  'your-lists': {
    subject: 'Your lists on {platform}',
    text: `These are the lists whose messages you receive at {address}:

{lists}

To leave one of them, answer this mail with LEAVE and its address, say LEAVE bureau@{domain}.`,
  },
  'no-lists': {
    subject: 'Your lists on {platform}',
    text: `At {address} you receive the messages of no list. Perhaps you receive some at another of your addresses: then write to us from that one.

To know which lists there are, answer LISTS to this mail. To talk to a person, write to postmaster@{domain}.`,
  },
  'all-lists': {
    subject: 'The lists of {platform}',
    text: `These are the lists that you may join or read:

{lists}

To receive the messages of one of them, answer this mail with JOIN and its address, say JOIN bureau@{domain}.`,
  },
  'no-such-list': {
    subject: 'Which list would you like to join?',
    text: `You asked to join “{name}”, and we find no list of that name.

To know which lists there are, answer LISTS to this mail. To talk to a person, write to postmaster@{domain}.`,
  },
  'platform-help': {
    subject: 'How to use {platform}',
    text: `A program, {platform}, reads this address. It looks after mailing lists.

Answer this mail with one of these words:

WHICH: learn which lists you receive
SEARCH and a few words: find messages in all your lists
LISTS: learn which lists there are

You may also write to a list. For a list called, say, bureau@{domain}:

Learn how to use it: bureau-request@{domain}
Leave the list: bureau-unsubscribe@{domain}
Talk to the people who run it: bureau-owner@{domain}

See the lists on the site: {home}

To talk to a person, write to postmaster@{domain}.`,
  },
  login: {
    subject: 'Your sign-in to {platform}: {code}',
    text: `You asked to sign in to {platform}. Open this link:

Sign in: {link}

If the link does not open, type this code on the sign-in page: {code}

The link and the code work once, for an hour. Give them to nobody.

If you asked for nothing, do nothing: without this mail, nobody can sign in in your place.`,
  },
} as const

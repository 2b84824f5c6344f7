export const platform = {
  'your-lists': {
    subject: 'Your lists on {platform}',
    text: `These are the lists whose messages you receive at {address}:

{lists}

To stop receiving one of them, answer this mail with LEAVE and its address.`,
  },
  'no-lists': {
    subject: 'Your lists on {platform}',
    text: `At {address} you receive no list’s messages. Perhaps you receive some at another address: write to us from that one.

To know which lists there are, answer LISTS to this mail. To talk to a person, write to postmaster@{domain}.`,
  },
  'all-lists': {
    subject: 'The lists of {platform}',
    text: `These are the lists that you may join or read:

{lists}

To receive the messages of one of them, answer this mail with JOIN and its address.`,
  },
  'no-such-list': {
    subject: 'Which list would you like to join?',
    text: `You asked to join “{name}”, and we find no list of that name.

To know which lists there are, answer LISTS to this mail. To talk to a person, write to postmaster@{domain}.`,
  },
  'platform-help': {
    subject: 'How to use {platform}',
    text: `This is the address of a program, {platform}. For a mailing list, say bureau@{domain}:

Learn how it works: bureau-request@{domain}
Stop receiving its messages: bureau-unsubscribe@{domain}
Write to the people who run it: bureau-owner@{domain}

The lists you may read are here: {home}

To talk to a person, write to postmaster@{domain}.`,
  },
  login: {
    subject: 'Your sign-in to {platform}: {code}',
    text: `To sign in to {platform}, open this link:

{link}

or type this code on the sign-in page: {code}

The link and the code work once, for an hour. If you asked for nothing, do nothing: nobody can sign in without this mail.`,
  },
} as const

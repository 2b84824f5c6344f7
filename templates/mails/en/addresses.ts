export const addresses = {
  'link-own': {
    subject: 'Your other address: does this request come from you?',
    text: `We have been asked, in the name of {address}, to link this address with {other}, so that both are known as yours.

If it was you, answer YES to this mail. Otherwise do nothing: nothing changes.`,
  },
  'link-asked': {
    subject: 'Your other address: one more answer',
    text: `You ask to link {address} with {other}. If we know {other}, we have just written to it: answer YES from that mailbox, and both addresses will be known as yours.

If nothing arrives there, check the address, or ask the people who run your list to add the new one.`,
  },
  'link-ask': {
    subject: 'Did you write from {other}?',
    text: `Somebody writes to us from {other} and says that they are you, {address}.

Did you write from {other}? If so, answer YES to this mail: {platform} will know that both addresses are yours, and you can write to your lists from either.

If it was not you, answer NO, or do nothing: nothing changes.`,
  },
  'link-impossible': {
    subject: 'Your other address has lists of its own',
    text: `You ask to link {address} with {other}. But one of them already receives lists of its own, or runs some, and we cannot mix the two.

The simplest way: from the address that you want to give up, leave its lists, then try again. To talk to a person, write to postmaster@{domain}.`,
  },
  linked: {
    subject: 'An address is added to yours: {other}',
    text: `{platform} now knows {other} as one of your addresses, beside this one. You can write to your lists from either. What you receive does not change.

To run or moderate a list from the new address, first open your page with the old one: {home}

If it was not you, answer NOT ME to this mail: the address will be taken away from yours at once. This works for 180 days.`,
  },
  unlinked: {
    subject: '{other} is no longer one of your addresses',
    text: `Done: {platform} no longer knows {other} as one of your addresses. If it received your lists, they come back to your address of before.

To talk to a person, write to postmaster@{domain}.`,
  },
  'move-confirm': {
    subject: 'Change your address to {other}?',
    text: `We have been asked, in the name of {address}, to send your lists to {other} from now on.

If it was you, answer YES to this mail. Otherwise do nothing: nothing changes.`,
  },
  'move-new': {
    subject: 'Receive your lists at this address?',
    text: `From {other}, we have been asked to send to {address} from now on the lists that this person receives.

If it was you, answer YES to this mail. Otherwise do nothing: nothing changes.`,
  },
  'move-asked': {
    subject: 'Your new address: one more answer',
    text: `You ask to receive your lists at {other}. If that address can take them, we have just written to it: answer YES from there, and the change will be made.

If nothing arrives there, check the address. If it is already on lists here, leave them from that mailbox first, then try again.`,
  },
  moved: {
    subject: 'Your lists now come to {other}',
    text: `Done: the lists that you received at {old} now come to {other}. You can write to them from either address.

To run or moderate a list from the new address, first open your page with the old one: {home}

If it was not you, answer NOT ME to this mail: everything will be as before. This works for 180 days.`,
  },
  'address-answer-late': {
    subject: 'Your answer about {other} comes too late',
    text: `You answer an old mail about {other}. It can no longer be used: your answer has changed nothing.

If {other} is yours, simply ask again. If that address is not yours, or if you asked for nothing, write to postmaster@{domain}: a person will put things right.`,
  },
  'address-unclear': {
    subject: 'Linking two addresses: which one do you mean?',
    text: `You write about another address, and we did not understand it, or cannot use it.

Answer this mail, from the address that is not known yet, with MY OTHER ADDRESS followed by the one that we know. For example: MY OTHER ADDRESS jean@asso.example

To talk to a person, write to postmaster@{domain}.`,
  },
} as const

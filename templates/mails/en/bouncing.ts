export const bouncing = {
  'bounce-probe': {
    subject: 'Our messages to {address} come back to us',
    text: `We send the messages of these lists to the address {address}:

{lists}

For some time, they have been coming back to us: {reason}

If you are reading this mail, simply answer it, with nothing more to write: everything will go on as before.

If you do not answer, and messages still come back to us, we will stop sending them to this address. You will stay on your lists, and one mail from you will be enough to receive them again.`,
  },
  'bounce-paused': {
    subject: 'We no longer write to {address} for the time being',
    text: `The messages that we send to the address {address} come back to us: {reason}

So we have stopped sending it those of these lists:

{lists}

You stay on these lists. When this address receives mail again, answer this mail, with nothing more to write: their messages will start again.`,
  },
  'bounce-mended': {
    subject: 'Thank you, your messages are sent to {address}',
    text: `Thank you for writing to us. The messages of your lists are sent to you at the address {address}. There is nothing else to do.

Past messages: {home}`,
  },
  'bounce-summary': {
    subject: 'Some people no longer receive {list}',
    text: `Since a short while ago, the messages of the list {title} are no longer sent to these people:

{lists}

They stay on the list, and there is nothing you need to do. If you see them, tell them that a mail with the single word MAIL, sent to {request}, is enough to receive again.`,
  },
} as const

/** Why mail comes back from an address, after a colon. */
export const enBounces = {
  'no-mailbox': 'its mail provider answers that it does not exist, or no longer does.',
  'mailbox-full': 'its mailbox is full. Deleting old messages will make room.',
  unclear: 'its mail provider does not say clearly why.',
}

/** Why somebody was paused. */
export const enPauses = {
  bounces: '{who}, whose messages come back to us',
  complaint: '{who}, who reported a message as spam',
}

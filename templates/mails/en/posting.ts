export const posting = {
  'confirm-post': {
    subject: 'Confirm your message “{subject}”',
    text: `We received a message in your name for the list {list}:

    {subject}

Nothing proves yet that it comes from you. If it does, simply answer this mail, with nothing more to write: it will go on its way at once.

If it does not, do nothing: it will not be sent. You may also answer NO to throw it away now.

This question stays open for 14 days.`,
  },
  'confirm-post-cancelled': {
    subject: 'Your message to {list} is cancelled',
    text: `Noted: this message was not sent to {list}, and will not be.`,
  },
  'post-refused': {
    subject: 'Your message to {list} could not be sent',
    text: `Your message “{subject}” arrived, but was not sent to {list}: {reason}

To talk about it with the people who run the list, write to {owner}.`,
  },
  'post-declined': {
    subject: 'Your message to {list} was not accepted',
    text: `The people who moderate the list {list} did not accept your message “{subject}”.{note}

To talk about it with them, write to {owner}.`,
  },
  'late-answer': {
    subject: 'Did you mean to write to {list}?',
    text: `You answered a question that has been answered already, or that is too old. Your answer changed nothing.

Did you mean to write to the whole list {list}? If so, answer YES to this mail: your message will be proposed to it. Otherwise do nothing.`,
  },
} as const

/** Why a message was not sent, after a colon. */
export const enReasons: Record<string, string> = {
  'policy-reject': 'only certain people write to it, and this address is not one of theirs.',
  'from-is-a-list': 'the address of a list cannot be the author’s.',
  other: 'the list does not accept it.',
}

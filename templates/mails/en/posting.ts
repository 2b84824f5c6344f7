export const posting = {
  'confirm-post': {
    subject: 'Confirm your message “{subject}”',
    text: `A message in your name has just arrived for the list {list}:

    {subject}

Before sending it, we want to be sure that it is yours.

If it is yours, answer YES to this mail: it will go on its way at once.

If it is not yours, answer NO, or do nothing: it will not be sent.

We keep it for 14 days, waiting for your answer.`,
  },
  'confirm-post-cancelled': {
    subject: 'Your message to {list} is cancelled',
    text: `Noted: this message was not sent to the list {list}, and will not be. There is nothing else to do.`,
  },
  'post-refused': {
    subject: 'Your message to {list} could not be sent',
    text: `Your message “{subject}” reached us, but it was not sent to the list {list}: {reason}

To talk about it with the people who run the list, write to {owner}.`,
  },
  'post-declined': {
    subject: 'Your message to {list} was not accepted',
    text: `The people who moderate the list {list} did not accept your message “{subject}”. It was not sent.

    {note}

To talk about it with them, write to {owner}.`,
  },
  'late-answer': {
    subject: 'Did you mean to write to {list}?',
    text: `You answered a question that has already been answered, or that is too old. Your answer changed nothing.

Did you mean to write to the whole list {list}? If so, answer YES to this mail: we will put your message forward to it. Otherwise do nothing.`,
  },
} as const

/** Why a message was not sent, after a colon. */
export const enReasons: Record<string, string> = {
  'policy-reject': 'only certain people may write to it, and your address is not one of theirs.',
  'from-is-a-list': 'it is written in the name of a list, not of a person.',
  other: 'the list does not accept it.',
}

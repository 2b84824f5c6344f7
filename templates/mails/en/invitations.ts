export const invitations = {
  invitation: {
    subject: '{by} invites you to the list {list}',
    text: `{by} invites you to join the list {title}: what is written to this list goes to all its members.

{description}

{words}

To accept, simply answer this mail, with nothing more to write. The invitation is good for 14 days.

Otherwise do nothing: you have not been signed up for anything. You may also answer NO.`,
  },
  'invitation-over': {
    subject: 'This invitation to {list} is no longer valid',
    text: `You answered an invitation to the list {title} that is no longer valid: it was withdrawn, it has been used, or it is more than 14 days old.

To join the list, write to {subscribe}. To talk to a person: {owner}.`,
  },
  'invite-refused': {
    subject: '{list}: you cannot invite people',
    text: `You asked to invite somebody to the list {title}. On this list, others do that: write to the people who run it, who will see to it, at {owner}.`,
  },
} as const

/** Before the words of who invites. */
export const enWords = '{by} writes to you:'

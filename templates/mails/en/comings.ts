export const comings = {
  'owners-joined': {
    subject: '{address} is now on {list}',
    text: `{name} ({address}) has just joined the list {title}. There is nothing to do.`,
  },
  'owners-left': {
    subject: '{address} has left {list}',
    text: `{name} ({address}) has just left the list {title}. There is nothing to do.`,
  },
  'leave-request': {
    subject: '{address} asks to leave {list}',
    text: `{name} ({address}) asks to leave the list {title}. Its messages are no longer sent to them, but their name stays on the list: it is set so that you decide who leaves.

To take this person off, write REMOVE {address} to {request}. To reply to them, answer this mail.`,
  },
  'leave-stopped': {
    subject: 'You no longer receive the messages of {list}',
    text: `Done: the messages of the list {title} are no longer sent to you.

Your name stays among its members, though: on this list, the people who run it take names off. To ask for that, write to them at {owner}.

To receive its messages again, write NORMAL to {request}.`,
  },
} as const

import type { frDigest, frNoticeAnswers } from '../fr/ways.ts'

export const enFileInArchive = `
Attachment: {name} ({size})
It is here: {link}`

export const enNotice = `{author} wrote to the list {title}:

    {subject}

To read the message: {link}

{answers}

You receive a notice like this one for each message of the list. To receive the messages themselves, write EACH MESSAGE to {request}.`

export const enNoticeAnswers: Readonly<Record<keyof typeof frNoticeAnswers, string>> = {
  author: 'If you answer this mail, your answer goes to {author}.',
  list: 'If you answer this mail, your answer goes to the whole list.',
  owner: 'If you answer this mail, your answer goes to the owners of the list.',
}

export const enDigest: typeof frDigest = {
  subject: { one: '1 message {date}', more: '{count} messages {date}', titles: 'The titles {date}' },
  oneDay: 'of {day}',
  twoDays: 'of {first} to {last}',
  answerOne: 'To answer a message, open it below and answer it like any mail.',
  answerAuthor: 'To answer a message, write to its author.',
  readOne: 'To read a message and answer it, follow the link under its title.',
  writeAll: 'To write to everyone: {list}',
  change: 'To receive each message again, answer this mail with EACH MESSAGE; to leave the list, with LEAVE.',
  contents: { one: 'One message on the list {title}:', more: '{count} messages on the list {title}:' },
  by: 'by {author}, {when}',
  from: 'From: {author}',
  date: 'Date: {when}',
  title: 'Subject: {subject}',
  page: 'Page: {link}',
  files: 'Attachments:',
  noSubject: '(no subject)',
  noText: '(This message has no text.)',
  rest: '(The rest is here: {link})',
  end: 'End of the messages {date}',
  messages: 'Messages {date}',
}

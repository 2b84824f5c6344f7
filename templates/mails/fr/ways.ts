/** In the place of a file, for who wants none. */
export const frFileInArchive = `
Pièce jointe : {name} ({size})
Elle se trouve ici : {link}`

/** A message that is there, for who wants to know no more. */
export const frNotice = `{author} a écrit à la liste {title} :

    {subject}

Pour lire son message : {link}

{answers}

Vous recevez un avis comme celui-ci à chaque message de la liste. Pour recevoir les messages eux-mêmes, écrivez CHAQUE MESSAGE à {request}.`

/** Where an answer to a notice goes. */
export const frNoticeAnswers = {
  author: 'Si vous répondez à ce mail, votre réponse va à {author}.',
  list: 'Si vous répondez à ce mail, votre réponse va à toute la liste.',
  owner: 'Si vous répondez à ce mail, votre réponse va aux responsables de la liste.',
}

/** What digests say, each on a line or as a paragraph of its own. {date} is a day or two. */
export const frDigest = {
  subject: { one: '1 message {date}', more: '{count} messages {date}', titles: 'Les titres {date}' },
  oneDay: 'du {day}',
  twoDays: 'du {first} au {last}',
  answerOne: 'Pour répondre à un message, ouvrez-le plus bas et répondez-y comme à un mail ordinaire.',
  answerAuthor: 'Pour répondre à un message, écrivez à son auteur.',
  readOne: 'Pour lire un message et y répondre, suivez le lien sous son titre.',
  writeAll: 'Pour écrire à tout le monde : {list}',
  change:
    'Pour recevoir de nouveau chaque message, répondez à ce mail par CHAQUE MESSAGE ; pour quitter la liste, par QUITTER.',
  contents: { one: 'Un message sur la liste {title} :', more: '{count} messages sur la liste {title} :' },
  by: 'par {author}, {when}',
  from: 'De : {author}',
  date: 'Date : {when}',
  title: 'Objet : {subject}',
  page: 'Page : {link}',
  files: 'Pièces jointes :',
  noSubject: '(sans objet)',
  noText: '(Ce message n’a pas de texte.)',
  rest: '(La suite se lit ici : {link})',
  end: 'Fin des messages {date}',
  messages: 'Messages {date}',
}

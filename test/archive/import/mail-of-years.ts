// Mails of an old list, made from a number: threads, answers, attachments, accents, a few without Date or Message-ID.

const PEOPLE = ['Anne Martin', 'José Álvarez', 'Zoé Lefèvre', 'Bob']
const SUBJECTS = ['Sortie à vélo', 'Compost', 'Réunion du bureau', 'Œuvres et cœurs']
const TABLE = Buffer.from('nom;vélos\nAnne;2\n').toString('base64')

/** The mail with that number, CRLF. */
export function mailNumbered(n: number): string {
  const who = PEOPLE[n % PEOPLE.length]!
  const answered = n % 3 === 0 ? undefined : n - (n % 3)
  const subject = `${SUBJECTS[Math.floor(n / 3) % SUBJECTS.length]} ${Math.floor(n / 30)}`
  const head = [
    `From: =?UTF-8?Q?${quoted(who)}?= <p${n % 4}@asso.example>`,
    'To: velo@relais.example',
    `Subject: =?UTF-8?Q?${quoted((answered === undefined ? '' : 'Re: ') + subject)}?=`,
    ...(n % 41 === 40 ? [] : [`Message-ID: <n${n}@asso.example>`]),
    ...(n % 37 === 36 ? [] : [`Date: ${new Date(Date.UTC(2012, 0, 1, 0, n * 30)).toUTCString()}`]),
    ...(answered === undefined ? [] : [`In-Reply-To: <n${answered}@asso.example>`]),
    'MIME-Version: 1.0',
  ]
  const text = `Bonjour,\r\n\r\nFrom ici, le message numéro ${n} parle d’un tandem${n}.\r\n> cité\r\n-- \r\n${who}\r\n`
  if (n % 10 !== 5) return `${head.join('\r\n')}\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n${text}`
  return [
    ...head,
    'Content-Type: multipart/mixed; boundary=b',
    '',
    '--b',
    'Content-Type: text/plain; charset=utf-8',
    '',
    text,
    '--b',
    `Content-Type: text/csv; name=table${n % 7}.csv`,
    'Content-Disposition: attachment',
    'Content-Transfer-Encoding: base64',
    '',
    TABLE,
    '--b--',
    '',
  ].join('\r\n')
}

/** So many of them as an mbox, with LF as such files have. */
export function mboxOf(count: number, from = 0): Buffer {
  const mails = Array.from({ length: count }, (_, at) => {
    const lines = mailNumbered(from + at)
      .replaceAll('\r\n', '\n')
      .replaceAll(/^(>*From )/gm, '>$1')
    return `From mboxrd@z Sun Jan  1 00:00:00 2012\n${lines}\n`
  })
  return Buffer.from(mails.join(''))
}

function quoted(text: string): string {
  return [...Buffer.from(text)].map((byte) => `=${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('')
}

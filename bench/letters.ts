// The mails that are pushed: an ordinary French one of 5 KB, and a heavy one with a scan attached.
import { createHash } from 'node:crypto'
import { mailDate } from './demo/calendar.ts'
import { encodedWords, mail, multipart, textPart } from './demo/mime.ts'

const PARAGRAPHS = [
  'Chères adhérentes, chers adhérents,',
  "Comme chaque automne, le conseil d'administration vous invite à la réunion de préparation du budget. Elle se tiendra à la Maison des associations, au premier étage ; l'ascenseur est réparé. Nous regarderons ensemble les dépenses déjà engagées, les demandes de subvention à déposer avant Noël et ce que chacun peut prendre en charge.",
  "Le groupe « accueil » propose d'ouvrir la permanence une heure plus tôt le mercredi, à l'essai pendant trois mois. Il faudrait pour cela quatre bénévoles de plus : si vous êtes tenté, répondez simplement à ce message en disant quelles semaines vous conviennent.",
  "Enfin, la fête de l'été a laissé un petit bénéfice de deux cent douze euros. Plusieurs idées ont été lancées : renouveler les outils, payer une sortie aux enfants du quartier, ou réparer la sono qui grésille depuis des années. Nous voterons à main levée, comme d'habitude, après la soupe.",
  'Bien à vous, et à très bientôt,',
  'Hélène Besançon, secrétaire',
]

export interface Letter {
  readonly from: string
  readonly to: string
  /** One word: makes the Message-ID and the subject unique, and the message easy to find. */
  readonly word: string
}

/** A multipart/alternative mail of 5 KB: text in 8-bit UTF-8, HTML in quoted-printable. */
export function letter({ from, to, word }: Letter): Buffer {
  const text = [...PARAGRAPHS, word].map(wrapped).join('\n\n')
  const html = `<html><body>\n${[...PARAGRAPHS, ...PARAGRAPHS.slice(1, 4), ...PARAGRAPHS.slice(1, 4)].map((paragraph) => `<p>${paragraph}</p>`).join('\n')}\n</body></html>\n`
  const parts = [
    textPart(`${text}\n`, 'text/plain', 'UTF-8', '8bit'),
    textPart(html, 'text/html', 'UTF-8', 'quoted-printable'),
  ]
  return mail(fields({ from, to, word }), multipart('alternative', '=_moitie', parts))
}

/** The pieces of a mail with a scan of so many bytes as sent, different from word to word, never whole in memory. */
export function* heavyLetter(told: Letter, bytes: number): Generator<Buffer> {
  const head = [...fields(told), 'MIME-Version: 1.0', 'Content-Type: multipart/mixed; boundary="=_lourd"']
  const text = 'Bonjour, voici les archives numérisées.'
  const start = Buffer.from(
    `${head.join('\r\n')}\r\n\r\n--=_lourd\r\nContent-Type: text/plain; charset=UTF-8\r\n\r\n${text}\r\n--=_lourd\r\n` +
      `Content-Type: application/octet-stream\r\nContent-Disposition: attachment; filename="${told.word}.bin"\r\nContent-Transfer-Encoding: base64\r\n\r\n`,
  )
  const end = Buffer.from('--=_lourd--\r\n')
  yield start
  let left = bytes - start.length - end.length
  for (let block = 0; left > 0; block++) {
    const piece = Buffer.from(noise(`${told.word} ${block}`))
    yield left < piece.length ? Buffer.concat([piece.subarray(0, left - 2), Buffer.from('\r\n')]) : piece
    left -= piece.length
  }
  yield end
}

const LINES_A_PIECE = 800

/** About 60 KB of base64 that does not compress, the same for the same seed. */
function noise(seed: string): string {
  const key = createHash('sha512').update(seed).digest('base64').slice(0, 76)
  let text = ''
  for (let line = 0; line < LINES_A_PIECE; line++) {
    const turn = (line * 7) % 76
    text += `${createHash('sha256').update(`${seed} ${line}`).digest('base64').slice(0, 40)}${(key.slice(turn) + key).slice(0, 36)}\r\n`
  }
  return text
}

function fields({ from, to, word }: Letter): string[] {
  return [
    `From: ${encodedWords('Hélène Besançon', 'UTF-8', 'Q')} <${from}>`,
    `To: <${to}>`,
    `Subject: ${encodedWords(`Réunion de préparation du budget, ${word}`, 'UTF-8', 'Q')}`,
    `Message-ID: <${word}@bench.example>`,
    `Date: ${mailDate(new Date())}`,
  ]
}

function wrapped(paragraph: string): string {
  return paragraph.replace(/(.{1,72})(?: |$)/g, '$1\n').trimEnd()
}

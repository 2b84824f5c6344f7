// Bounces from before RFC 3464, or from who never read it: qmail, old Exim and Exchange, mail programs' own.
import { parseAddress, parseMailboxes } from './address.ts'
import { automaticKind, isAbsence } from './automatic.ts'
import type { Result } from './delivery-status.ts'
import type { Header } from './header.ts'

const DAEMON = /^(?:mailer-?daemon|postmaster|mail-?daemon|mdaemon|mail-delivery|microsoftexchange\w*)$/i
const SUBJECT =
  /^\W*(?:undeliver|delivery (?:status|failure|notification|has failed)|(?:mail )?delivery failed|failed (?:mail|delivery)|failure notice|returned (?:mail|to sender)|mail (?:system )?(?:error|failure)|message (?:undeliver|not delivered)|could not (?:be )?deliver|warning: (?:message|could not)|non remis|non delivre|non distribue|echec (?:de|d'|du|a)|adresse introuvable|message non|notification d'etat|erreur de (?:remise|distribution)|retour a l'expediteur)/i
const DELAY =
  /delayed|delay|warning: (?:message|could not)|will (?:keep|continue|be retried)|retarde|nouvelle tentative/i
/** Where the mail that came back begins. */
const ORIGINAL =
  /^\W*(?:-+ ?(?:below this line|this is a copy|original message|message original|message d.origine|the following is|start of)|(?:copie du|le) message (?:original|d.origine)\b.*:\s*$|return-path:|received: )/im
const MAX_TEXT = 8_000 // characters; what is to be said stands at the top
const MAX_ADDRESSES = 20

/** Whether a mail that is no report is a bounce by who sends it or what it calls itself; an absence is none. */
export function isBounce(header: Header): boolean {
  const from = parseMailboxes(header.first('From') ?? '')[0]?.address ?? ''
  if (header.has('X-Failed-Recipients')) return true
  if (isAbsence(header)) return false
  if (DAEMON.test(from.split('@')[0] ?? '')) return true
  return (
    automaticKind(header) !== 'answer' && !header.has('In-Reply-To') && SUBJECT.test(plain(subject(header)))
  )
}

/** What such a bounce says, of the recipients it names. */
export function readBounceText(header: Header, text: string): Result {
  const top = text.slice(0, MAX_TEXT)
  const end = ORIGINAL.exec(top)?.index
  const own = end === undefined || end === 0 ? top : top.slice(0, end)
  return {
    recipients: addresses(`${header.all('X-Failed-Recipients').slice(0, MAX_ADDRESSES).join(' ')}\n${own}`),
    action: DELAY.test(plain(subject(header))) ? 'delayed' : 'failed',
    status: '',
    diagnostic: aroundCode(own) ?? own.replace(/\s+/g, ' ').trim(),
  }
}

// The line with a code, and the next: what else the text says (« do not reply », « see our policy ») is for humans.
function aroundCode(text: string): string | undefined {
  const lines = text.split(/\r?\n/)
  const at = lines.findIndex((line) =>
    /(?<![\d.])[45](?:\.\d{1,3}\.\d{1,3}(?!\.?\d)|\d\d(?=[ -]))/.test(line),
  )
  return at < 0 ? undefined : lines.slice(at, at + 3).join(' ')
}

function addresses(text: string): string[] {
  const found = text.match(/[^\s<>"'(),;:]{1,64}@[a-z0-9.-]{1,255}[a-z0-9]/gi) ?? []
  const parsed = found.slice(0, MAX_ADDRESSES).flatMap((one) => parseAddress(one)?.text ?? [])
  return [...new Set(parsed)]
}

const subject = (header: Header) => header.text('Subject')

const plain = (text: string) => text.slice(0, 200).normalize('NFKD').replace(/\p{M}/gu, '').replace(/’/g, "'")

// Whose fault a bounce is. By the enhanced code (RFC 3463), by the other server's words where the code is vague, and
// by the reply code (RFC 5321 §4.2) where nothing else is left. What may be ours is never held against the recipient.

/** Why a mail came back; only the first three say anything about the mailbox. */
export type BounceClass = 'no-mailbox' | 'mailbox-full' | 'unclear' | 'temporary' | 'ours' | 'delivered'

/** What a report or a reply says about one recipient. */
export interface Said {
  readonly action: 'failed' | 'delayed' | 'delivered' // relayed and expanded are delivered
  readonly status: string // RFC 3463, '' where there is none
  readonly diagnostic: string // the other server's words, '' where there are none
}

const MAX_WORDS = 2_000 // characters of a diagnostic that are looked at

/** The first that matches counts; 'vague' leaves it to the words. */
const CODES: readonly (readonly [RegExp, BounceClass | 'vague'])[] = [
  [/^2\./, 'delivered'],
  [/^4\./, 'temporary'],
  [/^5\.7\./, 'ours'], // policy, authentication, reputation
  [/^5\.1\.[78]$/, 'ours'], // the sender's address
  [/^5\.1\.[459]$/, 'vague'], // ambiguous, valid, relayed to who can't
  [/^5\.1\./, 'no-mailbox'],
  [/^5\.2\.1$/, 'no-mailbox'], // disabled
  [/^5\.2\.2$/, 'mailbox-full'],
  [/^5\.2\.3$/, 'ours'], // too long for the mailbox
  [/^5\.3\.[45]$/, 'ours'], // too long for the host, host misconfigured
  [/^5\.4\.4$/, 'no-mailbox'], // no such host
  [/^5\.4\.7$/, 'temporary'], // tried for too long
  [/^5\.5\.[2-6]$/, 'ours'], // what we said was not understood
  [/^5\.6\./, 'ours'], // content, charset
  [/^5\./, 'vague'],
]

const REPLIES: readonly (readonly [RegExp, BounceClass])[] = [
  [/^4/, 'temporary'],
  [/^5(?:2[13]|3\d)$/, 'ours'], // takes no mail from us, too big, authentication
  [/^552$/, 'mailbox-full'],
  [/^556$/, 'no-mailbox'], // RFC 7504: a domain that takes no mail
]

const FULL =
  /(?<!sending |daily |hourly )quota|mailbox (?:is )?(?:full|size)|(?:inbox|account|storage) (?:is )?full|out of storage|exceeded storage|boite (?:de reception |aux lettres |mail )?(?:est )?pleine|espace (?:de stockage )?(?:insuffisant|sature)/
const OURS =
  /spam|unsolicited|junk mail|indesirable|\b(?:spf|dkim|dmarc|arc|rbl|dnsbl)\b|black ?list|block ?list|liste noire|listed (?:at|in|on|by)|reputation|rate.?limit|throttl|too (?:many|large|big|fast)|trop (?:de |volumineux)|size limit|deferred|complaint|virus|malware|phishing|suspicious|content|contenu|policy|politique|authenticat|relay(?:ing)? (?:denied|not|access)|not permitted to relay|sender|expediteur|your (?:ip|host|server|domain|message)|client host|messages from|banned|service refuse|temporar/
const NO_MAILBOX =
  /(?:unknown|no such|invalid|unrouteable|inactive|bad) (?:user|recipient|mailbox|address|account|local|destination|domain)|no (?:mailbox|user|account|valid recipients?)|(?:user|recipient|mailbox|address|account|domain|host|destinataire)\b[^.]{0,60}\b(?:unknown|not found|does ?n[o']t (?:exist|have)|not exist|no longer|disabled|inactive|closed|unavailable|invalid|rejected|not known|suspended|recipnotfound|could ?n[o']t be found)|recip(?:ient)?not ?found|(?:adresse|destinataire|utilisateur|compte|boite|domaine)\b[^.]{0,60}\b(?:introuvable|inconnue?|invalide|inexistante?|n'existe (?:pas|plus)|fermee?|desactivee?|supprimee?|n'a pas ete trouvee?)|n'existe (?:pas|plus)|doesn't have an? \S{1,60} account/

/** The class of what is said about one recipient. */
export function classOf({ action, status, diagnostic }: Said): BounceClass {
  if (action === 'delivered') return 'delivered'
  if (action === 'delayed') return 'temporary'
  const text = diagnostic.slice(0, MAX_WORDS)
  const byCode = classOfCode(preciseCode(status, text))
  if (byCode === 'ours' || byCode === 'temporary' || byCode === 'delivered') return byCode
  const byWords = classOfWords(text)
  // Spam is the sender's matter, whatever code it comes under.
  if (byWords === 'ours') return byWords
  if (byCode === 'no-mailbox' && byWords === 'mailbox-full') return byWords
  if (byCode !== 'vague') return byCode
  return byWords ?? classOfReplyCode(replyCode(text))
}

/** The enhanced code that says most; '' when there is none. A vague status gives way to what the server had said. */
export function preciseCode(status: string, diagnostic: string): string {
  const own = /^[245]\.\d{1,3}\.\d{1,3}$/.test(status) ? status : ''
  const [, quoted = ''] =
    /(?<![\d.])([245]\.\d{1,3}\.\d{1,3})(?!\.?\d)/.exec(diagnostic.slice(0, MAX_WORDS)) ?? []
  const isVague = own === '' || /\.0\.0$/.test(own)
  if (isVague && quoted !== '') return quoted
  return /^5\.7\./.test(quoted) ? quoted : own
}

/** The SMTP reply code in a diagnostic; '' when there is none. */
export function replyCode(diagnostic: string): string {
  return /(?<![\d.@])([45]\d\d)(?=[ -]|$)/.exec(diagnostic.slice(0, MAX_WORDS))?.[1] ?? ''
}

function classOfCode(code: string): BounceClass | 'vague' {
  return CODES.find(([pattern]) => pattern.test(code))?.[1] ?? 'vague'
}

function classOfReplyCode(code: string): BounceClass {
  return REPLIES.find(([pattern]) => pattern.test(code))?.[1] ?? 'unclear'
}

function classOfWords(text: string): 'no-mailbox' | 'mailbox-full' | 'ours' | undefined {
  const words = text
    .replace(/https?:\S+|\S+@\S+/g, ' ') // what an address or a link is called says nothing
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[’ʼ]/g, "'")
    .replace(/\s+/g, ' ')
    .toLowerCase()
  if (FULL.test(words)) return 'mailbox-full'
  if (OURS.test(words)) return 'ours'
  return NO_MAILBOX.test(words) ? 'no-mailbox' : undefined
}

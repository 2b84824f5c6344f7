// What the mail server asks while a sender waits: is there such a recipient, and do you take this message?
import { atLeast } from '#mta/in/evidence.ts'
import type { Answer, Incoming, Reception, RefusalReason } from '#mta/in/reception.ts'
import { fingerprint, messageIdOf } from '#mta/message/identity.ts'
import type { Blobs } from '#store/blobs.ts'
import type { Db } from '#store/database.ts'
import { Acceptance } from './arrivals.ts'
import type { Directory } from './directory.ts'
import type { Fresh } from './fresh.ts'
import { type Gathered, gather } from './gather.ts'
import type { Intake } from './intake.ts'
import { judge, type Reason, type Verdict } from './judge.ts'
import type { NewPost } from './posts.ts'
import type { Intent, Router } from './route.ts'

const ok: Answer = { kind: 'ok' }

/** One sentence in French without accents, then English, then where to read more: printable ASCII (RFC 5321 §4.2). */
function refusal(reason: RefusalReason, french: string, english: string, url: string): Answer {
  return { kind: 'refused', reason, text: `${french} / ${english} ${url}` }
}

function refusalOf(reason: Reason, listAddress: string, webUrl: string): Answer {
  const page = `${webUrl}/lists/${listAddress}`
  if (reason === 'from-is-a-list')
    return refusal(
      'content',
      "L'adresse d'une liste ne peut pas etre l'expediteur",
      'A list cannot be the author',
      page,
    )
  return refusal(
    'not-allowed',
    `Vous ne pouvez pas ecrire a ${listAddress}`,
    'You may not post to this list',
    page,
  )
}

export interface ReceptionParts {
  readonly db: Db
  readonly blobs: Blobs
  readonly directory: Directory
  readonly router: Router
  readonly webUrl: string
  /** Hosts whose mail is never refused after RCPT: they would send a bounce to whoever was forged. */
  readonly isTrustedRelay: (ip: string) => boolean
  /** Told of each mail being taken, so that other work can wait. */
  readonly intake: Intake
  /** Given what was taken, for the job that sees to it. */
  readonly fresh: Fresh
}

function answerTo(intent: Intent, webUrl: string): Answer {
  switch (intent.kind) {
    case 'unknown':
      return refusal('unknown-recipient', "Cette adresse n'existe pas ici", 'No such address here', webUrl)
    case 'elsewhere':
      return refusal('unknown-recipient', 'Nous ne relayons pas ce courrier', 'We do not relay mail', webUrl)
    case 'deposit':
      return refusal(
        'closed',
        'Cette liste ne recoit pas de documents',
        'This list takes no documents',
        webUrl,
      )
    default:
      return ok
  }
}

/** A mail with all that is known of it. */
interface Known {
  readonly recipients: Incoming['recipients']
  readonly intents: readonly Intent[]
  readonly gathered: Gathered
  readonly verdicts: ReadonlyMap<number, Verdict>
}

/** What each recipient is answered, and what is taken: a post for each list, an errand for each other address. */
interface SortedOut {
  readonly answers: Answer[]
  readonly posts: Omit<NewPost, 'arrivalId'>[]
  readonly errands: { recipient: string; intent: Intent }[]
}

/** Pure. A sender whom we know and who is proved is told by mail; others may be told no in the session. */
function sortOut(
  { recipients, intents, gathered, verdicts }: Known,
  { webUrl, protocol, isRelay }: { webUrl: string; protocol: 'smtp' | 'lmtp'; isRelay: boolean },
): SortedOut {
  const answers = intents.map((intent) => answerTo(intent, webUrl))
  const isKnown = gathered.author?.verified && atLeast(gathered.evidence.level, 'spf-aligned')
  const isAllRefused = intents.every((intent, i) => {
    if (answers[i]!.kind !== 'ok') return true
    return intent.kind === 'post' && verdicts.get(intent.listId)?.action === 'reject'
  })
  // Over SMTP one answer stands for all: a part may be refused in the session only if all of it is.
  const mayRefuse = !isKnown && !isRelay && (protocol === 'lmtp' || isAllRefused)
  const posts = new Map<number, Omit<NewPost, 'arrivalId'>>()
  const errands: SortedOut['errands'] = []
  intents.forEach((intent, i) => {
    if (answers[i]!.kind !== 'ok') return
    if (intent.kind !== 'post') {
      errands.push({ recipient: recipients[i]!.text, intent })
      return
    }
    const { listId } = intent
    const verdict = verdicts.get(listId)
    if (!verdict)
      answers[i] = answerTo({ kind: 'unknown' }, webUrl) // closed meanwhile
    else if (verdict.action === 'reject' && mayRefuse)
      answers[i] = refusalOf(verdict.reasons[0]!.reason, gathered.postings.get(listId)!.list.address, webUrl)
    else
      posts.set(listId, {
        listId,
        state: verdict.action !== 'reject' ? 'new' : isKnown ? 'refused' : 'held',
        verdict,
        ...(gathered.author && { authorId: gathered.author.id }),
      })
  })
  return { answers, posts: [...posts.values()], errands }
}

/** The lists' side of receiving mail. `receive` answers only after the commit. */
export function openReception({
  db,
  blobs,
  directory,
  router,
  webUrl,
  isTrustedRelay,
  intake,
  fresh,
}: ReceptionParts): Reception {
  const acceptance = new Acceptance({ db, blobs, fresh })

  return {
    async recipient(address) {
      const [intent] = await router.route([address])
      return answerTo(intent!, webUrl)
    },

    receive: (mail) => intake.taking(() => receive(mail)),
  }

  async function receive({ spooled, mailFrom, recipients, evidence, client }: Incoming): Promise<Answer[]> {
    const intents = await router.route(recipients)
    const messageId = messageIdOf(spooled.header, spooled.sha256)
    const print = fingerprint(spooled.header, spooled.bodySha256)
    const listIds = [...new Set(intents.flatMap((i) => (i.kind === 'post' ? [i.listId] : [])))]
    const gathered = await gather(db, directory, {
      listIds,
      header: spooled.header,
      sizeBytes: spooled.size,
      bytes: spooled.bytes,
      messageId,
      fingerprint: print,
      mailFrom,
      evidence,
      at: new Date(),
    })
    const verdicts = new Map([...gathered.postings].map(([id, posting]) => [id, judge(posting)]))
    const { answers, posts, errands } = sortOut(
      { recipients, intents, gathered, verdicts },
      { webUrl, protocol: client.protocol, isRelay: isTrustedRelay(client.ip) },
    )
    if (posts.length + errands.length === 0) return answers
    const staged = await blobs.stage(spooled.bytes ?? spooled.open())
    try {
      await acceptance.accept({
        staged,
        bytes: spooled.bytes,
        messageId,
        fingerprint: print,
        mailFrom,
        recipients: recipients.map((r) => r.text),
        client,
        evidence: gathered.evidence,
        posts,
        errands,
      })
    } catch (error) {
      await staged.discard()
      throw error
    }
    return answers
  }
}

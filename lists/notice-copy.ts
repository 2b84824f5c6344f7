// A notice that a message is there, in the thread and with the Message-ID of the message itself: an answer to it finds its
// place. It says who wrote, about what, and where to read it.
import { encodeMailbox, parseMailboxes } from '#mta/message/address.ts'
import type { Header } from '#mta/message/header.ts'
import { enNotice, enNoticeAnswers } from '#templates/mails/en/ways.ts'
import { frNotice, frNoticeAnswers } from '#templates/mails/fr/ways.ts'
import { withListAsAuthor } from './author-line.ts'
import type { List } from './lists.ts'
import { fill, listSentences, oneLine, type Platform } from './mails.ts'
import type { Rewritten } from './rewrite.ts'
import { asTextBody } from './text-body.ts'

/** What a notice keeps of the message's header: all that is not about its body. */
const KEPT =
  /^(?:received|from|date|message-id|in-reply-to|references|to|cc|reply-to|subject|x-original-from|x-loop|precedence|x-auto-response-suppress|archived-at|list-.*)$/i

/** The notice of a message, made of its whole copy and its author's From as received. */
export function noticeOf(
  whole: Pick<Rewritten, 'header' | 'from'>,
  original: Header,
  post: { readonly list: List; readonly archivedAt: string; readonly platform: Pick<Platform, 'webUrl'> },
): { readonly header: Header; readonly body: Buffer } {
  const { list, archivedAt } = post
  const { language, replyTo } = list.settings
  const author = parseMailboxes(original.first('From') ?? '')[0]
  const kept = whole.header.without(...whole.header.names().filter((name) => !KEPT.test(name)))
  const fromList =
    whole.from === 'list'
      ? kept
      : author?.parsed
        ? withListAsAuthor(kept, author, list)
        : kept.replace('From', { raw: encodeMailbox(list.title, list.address) })
  const [notice, answers] =
    language === 'fr' ? ([frNotice, frNoticeAnswers] as const) : ([enNotice, enNoticeAnswers] as const)
  const name = oneLine(author?.name || author?.address || list.title)
  const sentences = {
    ...listSentences(list, post.platform),
    author: name,
    subject: oneLine(original.text('Subject')),
    link: archivedAt,
  }
  const text = fill(notice, { ...sentences, answers: fill(answers[replyTo], sentences) })
  return asTextBody(fromList, `${text}\n`, language)
}

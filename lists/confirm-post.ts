// Asking an author whether a message is theirs: a mail to their address, a token in its reply address.
import { mustNotBeAnswered } from '#mta/message/automatic.ts'
import type { Tx } from '#store/database.ts'
import type { Arrival } from './arrivals.ts'
import { mayAnswerAsker } from './errands/asker.ts'
import type { Posting } from './judge.ts'
import { languageOf, listSentences, oneLine, write } from './mails.ts'
import { announce } from './moderation/announce.ts'
import { movePost, type Post } from './posts.ts'
import { answerAddress } from './seal.ts'
import type { Site } from './site.ts'
import { makeToken } from './tokens.ts'

interface Confirming {
  readonly post: Post
  readonly posting: Posting
}

/** One question for all the lists of an arrival. Who can't be asked is left to moderators. */
export async function askToConfirm(
  tx: Tx,
  site: Site,
  { arrival, postings }: { arrival: Arrival; postings: readonly Confirming[] },
): Promise<void> {
  const first = postings[0]
  if (!first) return
  const to = first.posting.evidence.from
  const mayAsk =
    to !== undefined &&
    !mustNotBeAnswered(first.posting.header, arrival.mailFrom) &&
    (await mayAnswerAsker(tx, to, 'confirm-post', first.posting.evidence))
  if (!mayAsk) {
    for (const { post } of postings)
      if (await movePost(tx, { ...post, state: 'confirming' }, 'held')) await announce(tx, { post: post.id })
    return
  }
  const tokenId = await makeToken(tx, {
    purpose: 'confirm-post',
    address: to,
    postId: first.post.id,
    listId: first.posting.list.id,
    detail: { arrivalId: arrival.id },
  })
  const { list } = first.posting
  await write(tx, {
    name: 'confirm-post',
    language: await languageOf(tx, to, list.settings.language),
    to,
    from: {
      name: list.title,
      address: answerAddress(site, tokenId),
    },
    inReplyTo: arrival.messageId,
    listId: list.id,
    once: `confirm-post:${arrival.id}`,
    sentences: {
      ...listSentences(list, site.platform),
      list: postings.map((p) => p.posting.list.address).join(', '),
      subject: oneLine(first.posting.header.text('Subject')) || '…',
    },
  })
}

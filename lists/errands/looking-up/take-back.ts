// ANNULER by an author: what waits is withdrawn; of what has left, the copies that have not are stopped, and it is hidden
// from the archive if the list allows. What somebody has received nobody can take back, and we say so.
import { atLeast } from '#mta/in/evidence.ts'
import { cancelCopies, holdCopies } from '#mta/out/queue.ts'
import type { Tx } from '#store/database.ts'
import { note } from '../../audit.ts'
import { type List, listsById } from '../../lists.ts'
import { wordsFor } from '../../lookup-words.ts'
import { type Language, oneLine } from '../../mails.ts'
import { personByAddress } from '../../people.ts'
import { withdrawPost } from '../../posts.ts'
import type { Site } from '../../site.ts'
import { isCalled } from '../named-list.ts'
import { type Asking, languageFor, reply } from '../reply.ts'
import type { Asked } from '../table.ts'
import { askFirst } from './ask-first.ts'
import { numbered, type Offered, offer } from './offer.ts'
import { meant, type OwnPost, ownPosts } from './own-posts.ts'

const OFFERED = 10

/** Takes back the message that the request names or answers; where that isn't plain, the author's own are offered. */
export async function takeBack(
  tx: Tx,
  site: Site,
  asked: Asked,
  asking: Asking,
): Promise<string | undefined> {
  const { list, to, command, about } = asking
  if (!atLeast(asked.arrival.evidence.level, 'aligned'))
    return await askFirst(tx, site, asked, { ...asking, needs: 'yes' })
  const { header } = asked.original
  const listIds = list ? [list.id] : (await site.directory.archives()).all.map((archive) => archive.list.id)
  const said = {
    named: list && isCalled(list, command.rest) ? '' : command.rest,
    answers: about?.answers ?? header.text('In-Reply-To'),
    subject: about?.subject ?? header.text('Subject'),
  }
  const own = await ownPosts(tx, site, { to, listIds })
  const { posts, by } = meant(own, said)
  if (posts.length === 0) return await reply(tx, site, asked, list, { name: 'no-own-post', to })
  const isPlain = by === 'name' || (by === 'subject' && posts.length === 1)
  return isPlain
    ? await takeAllBack(tx, site, asked, { list, to, posts })
    : await offerOwn(tx, site, asked, asking, posts.slice(0, OFFERED))
}

/** What the author picked among what was offered. */
export async function takeBackPicked(
  tx: Tx,
  site: Site,
  asked: Asked,
  { list, to, picked }: Pick<Asking, 'list' | 'to'> & { readonly picked: readonly Offered[] },
): Promise<string> {
  const own = await ownPosts(tx, site, { to, listIds: [...new Set(picked.map(([, listId]) => listId))] })
  const posts = own.filter((post) =>
    picked.some(([id, listId, what]) => listId === post.listId && id === (what ? post.postId : post.id)),
  )
  return posts.length === 0
    ? await reply(tx, site, asked, list, { name: 'no-own-post', to })
    : await takeAllBack(tx, site, asked, { list, to, posts })
}

async function offerOwn(
  tx: Tx,
  site: Site,
  asked: Asked,
  asking: Asking,
  posts: readonly OwnPost[],
): Promise<string> {
  const lists = await listsById(
    tx,
    posts.map(({ listId }) => listId),
  )
  const language = await languageFor(tx, site, asking)
  const first = lists.values().next().value
  return await offer(tx, site, asked, asking, {
    name: 'which-own-post',
    does: 'take-back',
    messages: posts,
    sentences: {
      results: numbered(
        posts,
        { personId: 0, language, titles: titlesOf(lists) },
        {
          after: 0,
          at: asked.arrival.receivedAt,
          timeZone: first?.settings.timeZone ?? 'Europe/Paris',
          lists: asking.list ? 'one' : 'several',
        },
      ),
    },
  })
}

const titlesOf = (lists: ReadonlyMap<number, List>) =>
  new Map([...lists.values()].map(({ id, title }) => [id, title]))

async function takeAllBack(
  tx: Tx,
  site: Site,
  asked: Asked,
  { list, to, posts }: Pick<Asking, 'list' | 'to'> & { readonly posts: readonly OwnPost[] },
): Promise<string> {
  const language = await languageFor(tx, site, { list, to })
  const lists = await listsById(
    tx,
    posts.map(({ listId }) => listId),
  )
  const person = await personByAddress(tx, to)
  const told: string[] = []
  for (const post of posts) {
    const of = lists.get(post.listId)
    if (of === undefined) continue
    const became = await takeOneBack(tx, site, post, of, person?.id)
    await note(tx, {
      act: 'take-back',
      via: 'mail',
      ...(person && { personId: person.id }),
      listId: of.id,
      spaceId: of.space.id,
      detail: { messageId: post.messageId, ...became },
    })
    told.push(inWords(became, post, of, language))
  }
  const { labels } = wordsFor(language)
  return await reply(tx, site, asked, list, {
    name: 'taken-back',
    to,
    sentences: {
      subject: oneLine(posts[0]!.subject) || labels.untitled,
      outcome: told.join('\n\n'),
    },
  })
}

/** What became of one message in one list; people are those who got it besides its author. */
type Became =
  | { readonly kind: 'withdrawn' | 'kept' | 'hidden-before' }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'hidden'; readonly left: number | 'unknown'; readonly stopped: number }

async function takeOneBack(
  tx: Tx,
  { library }: Site,
  post: OwnPost,
  list: List,
  author: number | undefined,
): Promise<Became> {
  if (post.postId !== undefined)
    return { kind: (await withdrawPost(tx, post.postId)) ? 'withdrawn' : 'hidden-before' }
  const copies = { messageId: post.id, listId: list.id }
  const { any, waiting, left } = await holdCopies(tx, {
    ...copies,
    ...(author !== undefined && { without: author }),
  })
  const nobodyHasIt = any > 0 && left === 0 && waiting > 0
  if (!nobodyHasIt && list.settings.takeBack === 'no') return { kind: 'kept' }
  const hidden = await library.hide(tx, list.id, post.id)
  const stopped = await cancelCopies(tx, copies, 'taken back by its author')
  if (!hidden) return { kind: 'hidden-before' }
  return nobodyHasIt ? { kind: 'stopped' } : { kind: 'hidden', left: any > 0 ? left : 'unknown', stopped }
}

function inWords(became: Became, post: OwnPost, list: List, language: Language): string {
  const { takingBack, labels, fill, count } = wordsFor(language)
  const values = { title: list.title, subject: oneLine(post.subject) || labels.untitled }
  const sentence = fill(takingBack[became.kind], values)
  if (became.kind !== 'hidden') return sentence
  const { left, stopped } = became
  const got =
    left === 'unknown'
      ? takingBack['left-unknown']
      : left === 0
        ? takingBack['left-nobody']
        : count(takingBack['left-one'], takingBack.left, left)
  const saved =
    stopped === 0 ? '' : ` ${count(takingBack['stopped-one'], takingBack['stopped-others'], stopped)}`
  return `${sentence} ${got}${saved}`
}

import { createHash } from 'node:crypto'
import { type DemoList, type DemoSpace, lists, spaces } from './associations.ts'
import { fillDates } from './calendar.ts'
import { fields } from './header.ts'
import { attachment, mail, multipart } from './mime.ts'
import { paper } from './papers/paper.ts'
import { type Character, characters } from './people.ts'
import { answerPrefix, body, fullText, type Written } from './programs.ts'
import type { Line, Scene } from './scene.ts'
import { scenes } from './scenes/all.ts'
import { schedule } from './schedule.ts'

export interface DemoPost {
  /** Posting address of the list it goes to. */
  readonly list: string
  /** The author's address: envelope sender and From. */
  readonly from: string
  /** The mail as its author's program sent it (RFC 5322, CRLF). */
  readonly bytes: Buffer
  readonly at: Date
}

export interface DemoWorld {
  readonly spaces: readonly DemoSpace[]
  readonly people: readonly Character[]
  readonly lists: readonly DemoList[]
  /** Oldest first. */
  readonly posts: readonly DemoPost[]
}

/** Three associations, sixty people and eighteen months of their mail, ending now. The same for the same day and hour. */
export function demoWorld(now: Date): DemoWorld {
  const posts = scenes.flatMap((scene, index) => play(scene, index, now))
  posts.sort((a, b) => a.at.getTime() - b.at.getTime())
  return { spaces, people: [...characters.values()], lists, posts }
}

function play(scene: Scene, index: number, now: Date): DemoPost[] {
  const { day, at } = schedule(scene, index + 1, now)
  const list = lists.find((one) => one.address === scene.list)
  if (list === undefined) throw new Error(`no such list: ${scene.list}`)
  const subject = fillDates(scene.subject, day)
  const sent: Sent[] = []
  return scene.lines.map((line, n) => {
    const parent = line.answers === undefined ? undefined : sent[line.answers]
    const post = write(line, { list, subject, day, at: at[n] ?? now, parent })
    sent.push(post.sent)
    return { list: scene.list, from: post.sent.written.from.address, at: at[n] ?? now, bytes: post.bytes }
  })
}

interface Sent {
  readonly id: string
  readonly refs: readonly string[]
  readonly written: Written
}

function write(
  line: Line,
  told: { list: DemoList; subject: string; day: string; at: Date; parent: Sent | undefined },
): { sent: Sent; bytes: Buffer } {
  const { list, day, at, parent } = told
  const from = characters.get(line.by)
  if (from === undefined) throw new Error(`nobody is called ${line.by}`)
  const subject = parent === undefined ? told.subject : `${answerPrefix[from.program]}${told.subject}`
  const key = createHash('sha256').update(`${list.address} ${subject} ${line.text}`).digest('hex')
  const id = `${key.slice(0, 20)}@${from.address.split('@')[1]}`
  const refs = parent === undefined ? [] : [...parent.refs, parent.id]
  const draft = {
    from,
    text: fillDates(line.text, day),
    boundary: `=_${key.slice(20, 44)}`,
    ...(parent === undefined ? {} : { answered: parent.written }),
  }
  const papers = line.papers.map((name) => attachment(paper(name, day)))
  const content = body(draft)
  const entity =
    papers.length === 0 ? content : multipart('mixed', `=_m${key.slice(44)}`, [content, ...papers])
  return {
    sent: { id, refs, written: { from, at, subject, to: list.address, text: fullText(draft) } },
    bytes: mail(fields({ from, list, subject, id, refs, at }), entity),
  }
}

// The text of RTF (1.9.1): control words that make characters, groups that hold none. Groups are counted, not
// descended into.

import type { FileToRead, NoText } from '../extract.ts'
import type { Transcript } from '../transcript.ts'
import { codePageOfFont, decodeCodePage } from './rtf-codepages.ts'

const TOKEN =
  /\\([a-z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-f]{2})|\\([^a-z'])|([{}])|([^\\{}\r\n\0]{1,65536})|[\s\S]/gi
const MAX_GROUPS = 1_000 // one in another
const WESTERN = 1252

/** What stands for a character, or ends a line or a cell. */
const CHARACTERS: Readonly<Record<string, string>> = {
  par: '\n',
  sect: '\n',
  page: '\n',
  line: '\n',
  row: '\n',
  cell: '\t',
  nestcell: '\t',
  nestrow: '\n',
  tab: '\t',
  emdash: '—',
  endash: '–',
  lquote: '‘',
  rquote: '’',
  ldblquote: '“',
  rdblquote: '”',
  bullet: '•',
  emspace: ' ',
  enspace: ' ',
  '~': '\u00a0',
  _: '-',
  '\n': '\n',
  '\r': '\n',
}
/** Groups without text for people. */
const UNREAD = new Set(
  'colortbl stylesheet info pict object objdata sn sv fldinst nonshppict filetbl revtbl listtext template xe tc'.split(
    ' ',
  ),
)
/** Groups that old readers pass over and that hold text all the same. */
const READ = new Set(['shpinst', 'annotation', 'footnote'])
const CODE_PAGES: Readonly<Record<string, number>> = { mac: 10000, pc: 437, pca: 850 }

interface Group {
  readonly isRead: boolean
  readonly isFontTable: boolean
  readonly font: number
  readonly skipped: number // characters after \u that say the same for old readers
}

/** Reads an RTF file: text, notes, headers, comments. */
export function readRtf({ bytes }: FileToRead, into: Transcript): NoText | undefined {
  let group: Group = { isRead: true, isFontTable: false, font: 0, skipped: 1 }
  const groups: Group[] = []
  const fonts = new Map<number, number>()
  let codePage = WESTERN
  let held: number[] = []
  let toSkip = 0
  let isStarred = false

  const flush = () => {
    if (held.length === 0) return
    into.add(decodeCodePage(Uint8Array.from(held), fonts.get(group.font) ?? codePage))
    held = []
  }
  const say = (text: string) => {
    flush()
    if (group.isRead) into.add(text)
  }
  const hold = (byte: number) => {
    if (toSkip > 0) toSkip--
    else if (group.isRead) held.push(byte)
  }
  const obey = (word: string, value: number) => {
    if (UNREAD.has(word) || (isStarred && !READ.has(word))) group = { ...group, isRead: false }
    isStarred = false
    if (word === 'fonttbl') group = { ...group, isRead: false, isFontTable: true }
    if (word === 'f') group = { ...group, font: value }
    if (word === 'fcharset' && group.isFontTable) learn(value)
    if (word === 'ansicpg') codePage = value
    if (Object.hasOwn(CODE_PAGES, word)) codePage = CODE_PAGES[word]!
    if (word === 'uc') group = { ...group, skipped: Math.max(0, value) }
    if (word === 'plain') group = { ...group, font: 0 }
    if (word === 'u') {
      say(String.fromCharCode(value & 0xffff))
      toSkip = group.skipped
    } else if (Object.hasOwn(CHARACTERS, word)) say(CHARACTERS[word]!)
  }
  const learn = (charset: number) => {
    const own = codePageOfFont(charset)
    if (own !== undefined) fonts.set(group.font, own)
  }

  const source = bytes.toString('latin1')
  TOKEN.lastIndex = 0
  for (let token = TOKEN.exec(source); token !== null && !into.isFull; token = TOKEN.exec(source)) {
    const [, word, parameter, hex, symbol, brace, run] = token
    if (brace !== undefined) {
      flush()
      toSkip = 0
      isStarred = false
      if (brace === '{') {
        if (groups.length === MAX_GROUPS) return 'broken'
        groups.push(group)
      } else group = groups.pop() ?? group
    } else if (word === 'bin') TOKEN.lastIndex += Math.max(0, Number(parameter ?? 0))
    else if (word !== undefined) {
      flush()
      obey(word, Number(parameter ?? 1))
    } else if (hex !== undefined) hold(Number.parseInt(hex, 16))
    else if (symbol === '*') isStarred = true
    else if (symbol !== undefined && /[\\{}]/.test(symbol)) hold(symbol.charCodeAt(0))
    else if (symbol !== undefined) obey(symbol, 1)
    else if (run !== undefined) for (let at = 0; at < run.length; at++) hold(run.charCodeAt(at))
  }
  flush()
  return undefined
}

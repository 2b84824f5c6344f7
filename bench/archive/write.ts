// A letter as the bytes that a list server had of it.
import type { Body } from './body.ts'
import { bodyOf } from './body.ts'
import type { Dice } from './dice.ts'
import { anyKind, type FileKind, madeFile } from './files/file.ts'
import { headerOf } from './header.ts'
import { type Letter, plantsIn } from './letter.ts'
import { type Entity, multipart } from './mime/entity.ts'
import { filePart } from './mime/file-part.ts'
import { codingOf, textPart } from './mime/text-part.ts'
import { quotedPrintable } from './mime/transfer.ts'
import { mailDate } from './moments.ts'
import type { Prose } from './prose.ts'

export interface Written {
  /** The whole mail, one char a byte, lines ended by LF. */
  readonly mail: string
  readonly hasHtml: boolean
  readonly files: readonly FileKind[]
  readonly below: Body['below']
}

interface Tools {
  readonly dice: Dice
  readonly prose: Prose
}

const ONLY_HTML = 0.04 // of all mails
const WITH_FILES = 0.08
const MORE_FILES = 0.25 // of those
const PREAMBLE = 'Ce courriel a plusieurs parties (MIME).'
const HTML_PLACES = new Set<string>(['style', 'comment', 'attribute', 'script', 'template'])

/** Writes a letter. */
export function write(letter: Letter, tools: Tools): Written {
  const { dice } = tools
  const { plants } = letter
  const body = bodyOf(letter, tools)
  const unseen = plantsIn(plants, 'unseen')
  const needsHtml = plantsIn(plants, 'html').length > 0 || unseen.some(({ place }) => HTML_PLACES.has(place))
  const isCoded = plantsIn(plants, 'coded').length > 0
  const onlyHtml = needsHtml || (!isCoded && dice.happens(ONLY_HTML))
  const besideText = !onlyHtml && !isCoded && letter.author.html === 'beside the text'
  const shown = text(letter, body, onlyHtml ? 'html' : besideText ? 'both' : 'plain', dice)
  const files = filesOf(letter, tools)
  const others = [...files.map(({ part }) => part), ...forwarded(letter)]
  const framed = unseen.filter(({ place }) => place === 'boundary' || place === 'preamble')
  return {
    mail:
      headerOf(letter, dice) +
      (others.length + framed.length > 0 ? mixed(shown, others, framed, dice) : shown),
    hasHtml: onlyHtml || besideText,
    files: files.map(({ kind }) => kind),
    below: body.below,
  }
}

function text({ author, plants }: Letter, body: Body, form: 'plain' | 'html' | 'both', dice: Dice): Entity {
  const coding = plantsIn(plants, 'coded')[0]?.coding
  const part = (subtype: 'plain' | 'html'): Entity =>
    subtype === 'plain'
      ? textPart(body.plain, 'plain', coding ?? codingOf(body.plain, author.encoding), body.flowed)
      : textPart(body.html, 'html', codingOf(body.html, author.encoding))
  if (form !== 'both') return part(form)
  return multipart('alternative', boundary(dice), [part('plain'), part('html')], PREAMBLE)
}

function mixed(
  shown: Entity,
  others: readonly Entity[],
  framed: readonly { readonly place: string; readonly word: string }[],
  dice: Dice,
): Entity {
  const words = (place: string): string[] =>
    framed.filter((plant) => plant.place === place).map(({ word }) => word)
  const preamble = [PREAMBLE, ...words('preamble')].join(' ')
  return multipart('mixed', [boundary(dice), ...words('boundary')].join('_'), [shown, ...others], preamble)
}

const boundary = (dice: Dice): string => `----=_Part_${dice.hex(16)}`

function filesOf({ plants }: Letter, tools: Tools): { kind: FileKind; part: Entity }[] {
  const { dice } = tools
  const made = (kind: FileKind, planted?: Parameters<typeof madeFile>[2]) => ({
    kind,
    part: filePart(madeFile(kind, tools, planted), dice),
  })
  const planted = [
    ...plantsIn(plants, 'file').map(({ kind, text }) => made(kind, { text })),
    ...plantsIn(plants, 'file-name').map(({ word }) =>
      made(dice.pick(['pdf', 'png', 'odt']), { name: word }),
    ),
    ...plantsIn(plants, 'unseen')
      .filter(({ place }) => place === 'picture')
      .map(({ word }) => made('png', { text: word })),
  ]
  if (planted.length > 0 || !dice.happens(WITH_FILES)) return planted
  const count = 1 + (dice.happens(MORE_FILES) ? 1 + dice.below(2) : 0)
  return Array.from({ length: count }, () => made(anyKind(dice)))
}

/** Mails attached, each from somebody outside. */
function forwarded({ id, at, list, plants }: Letter): Entity[] {
  return plantsIn(plants, 'forwarded').map(({ text }) =>
    [
      'Content-Type: message/rfc822',
      'Content-Disposition: attachment',
      '',
      'From: Une voisine <voisine@ailleurs.example>',
      `To: ${list.address}`,
      'Subject: =?utf-8?Q?=C3=80_faire_suivre?=',
      `Date: ${mailDate(at - 90_000, 60)}`,
      `Message-ID: <suivre.${id}>`,
      'MIME-Version: 1.0',
      'Content-Type: text/plain; charset=utf-8',
      'Content-Transfer-Encoding: quoted-printable',
      '',
      `${quotedPrintable(Buffer.from(text))}\n`,
    ].join('\n'),
  )
}

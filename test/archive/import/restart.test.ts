import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { SourceFormat } from '#archive/import/source.ts'
import { all, fileOf, folderOf, inShort } from './sources.ts'
import { zipOf } from './zips.ts'

const SEP = 'From anne@asso.example Fri Jan 31 11:45:26 2014\n'
const mails = Array.from({ length: 7 }, (_, at) => `Subject: ${at}\n\n${`ligne ${at}\n`.repeat(at * 40)}`)
const mbox = `${mails.map((mail) => `${SEP}${mail}\n`).join('')}${SEP}Subject: >From\n\n>>From ici\nvoilà\n>From là\n`

const sources: readonly [string, SourceFormat, () => Promise<string>][] = [
  ['an mbox', 'mbox', () => fileOf(mbox)],
  ['an mbox that begins with something else', 'eml', () => fileOf(mbox)],
  ['a compressed mbox', 'mbox', () => fileOf(gzipSync(Buffer.from(mbox, 'latin1')))],
  [
    'a folder of mboxes',
    'mbox',
    () => folderOf({ 'a.mbox': mbox, 'b.txt': 'x', 'c/d.mbox': mbox, 'c.mbox': mbox }),
  ],
  [
    'a Maildir',
    'maildir',
    () =>
      folderOf(
        Object.fromEntries(
          mails.map((mail, at) => [
            `${at % 2 ? 'new' : 'cur'}/17000000${at}.x:2,${at === 4 ? 'T' : ''}`,
            mail,
          ]),
        ),
      ),
  ],
  ['a tree', 'eml', () => folderOf({ 'a/1': mails[1]!, 'a/2': 'x', 'b.eml': mails[2]!, 'c.mbox': mbox })],
  [
    'a zip',
    'zip',
    () =>
      zipOf([
        ['b.eml', mails[2]!],
        ['a.mbox', mbox],
        ['x/', ''],
        ['b.eml', mails[3]!],
        ['n.txt', 'x'],
        ['z.mbox', mbox],
      ]),
  ],
]

test.each(sources)(
  '%s goes on after each of its steps with the very same rest',
  async (_what, format, make) => {
    const path = await make()
    const whole = await all(format, path)
    expect(whole.length).toBeGreaterThan(4)
    for (const [at, { cursor }] of whole.entries()) {
      const written = JSON.parse(JSON.stringify(cursor)) // as it is kept between two runs
      expect(await all(format, path, written)).toEqual(whole.slice(at + 1))
    }
  },
)

test('whatever an mbox is made of, it is read without failing, no byte twice, and goes on from anywhere', async () => {
  const piece = fc.constantFrom(
    SEP,
    'From ',
    '>From x\n',
    '>>From y\n',
    '\n',
    '\r\n',
    'Subject: x\n',
    'Content-Length: 12\n',
    'From \n',
    'texte',
    '\0',
    '\xff',
  )
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { maxLength: 60 }), async (pieces) => {
      const text = `${SEP}Subject: 1\n\n${pieces.join('')}`
      const path = await fileOf(text)
      const steps = await all('mbox', path)
      const taken = steps.reduce((sum, step) => sum + ('bytes' in step ? step.bytes.length : 0), 0)
      expect(taken).toBeLessThanOrEqual(text.length)
      for (const [at, { cursor }] of steps.entries()) {
        expect((await all('mbox', path, cursor)).map(inShort)).toEqual(steps.slice(at + 1).map(inShort))
      }
    }),
    { numRuns: 60 },
  )
})

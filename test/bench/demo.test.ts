import { simpleParser } from 'mailparser'
import { describe, expect, test } from 'vitest'
import { demoWorld } from '#bench/demo/world.ts'

const now = new Date('2026-11-21T17:00:00Z')
const world = demoWorld(now)
const parsed = await Promise.all(world.posts.map((post) => simpleParser(post.bytes)))
const attached = parsed.flatMap((mail) => mail.attachments)
const named = (ending: string) => attached.filter((file) => file.filename?.endsWith(ending))

describe('the demonstration world', () => {
  test('three associations write some three hundred posts over eighteen months', () => {
    expect(world.spaces).toHaveLength(3)
    expect(world.people.length).toBeGreaterThanOrEqual(60)
    expect(world.posts.length).toBeGreaterThanOrEqual(300)
    const months = new Set(world.posts.map((post) => post.at.toISOString().slice(0, 7)))
    expect(months.size).toBeGreaterThanOrEqual(16)
  })

  test('is the same at every start of the same moment', () => {
    const again = demoWorld(now)
    expect(
      Buffer.concat(again.posts.map((post) => post.bytes)).equals(
        Buffer.concat(world.posts.map((post) => post.bytes)),
      ),
    ).toBe(true)
  })

  test.each(['2026-01-02T03:00:00Z', '2026-03-29T10:00:00Z', '2027-06-15T22:30:00Z', '2028-02-29T12:00:00Z'])(
    'started on %s, nothing was written in the future nor more than twenty months ago',
    (text) => {
      const moment = new Date(text)
      const times = demoWorld(moment).posts.map((post) => post.at.getTime())
      expect(Math.max(...times)).toBeLessThan(moment.getTime())
      expect(Math.min(...times)).toBeGreaterThan(moment.getTime() - 610 * 86_400_000)
      expect(times).toEqual(times.toSorted((a, b) => a - b))
    },
  )

  test('every author is on the list that they write to, and nobody writes at night', () => {
    for (const post of world.posts) {
      const list = world.lists.find((one) => one.address === post.list)
      expect(list?.subscribers).toContain(post.from)
      const hour = Number(
        new Intl.DateTimeFormat('en-GB', { hour: '2-digit', timeZone: 'Europe/Paris' }).format(post.at),
      )
      expect(hour).toBeGreaterThanOrEqual(7)
    }
  })

  test('each post reads as it was written: author, list, date, no date left to fill', () => {
    for (const [n, mail] of parsed.entries()) {
      const post = world.posts[n]
      expect(mail.from?.value[0]?.address).toBe(post?.from)
      expect(mail.date?.getTime()).toBe(Math.floor((post?.at.getTime() ?? 0) / 1000) * 1000)
      expect([mail.to].flat()[0]?.value[0]?.address).toBe(post?.list)
      expect(`${mail.subject} ${mail.text}`).not.toMatch(/[{}\uFFFD]/)
    }
  })

  test('every answer names a post that was sent before it', () => {
    const seen = new Set<string>()
    for (const mail of parsed) {
      if (mail.inReplyTo !== undefined) expect(seen).toContain(mail.inReplyTo)
      expect(seen).not.toContain(mail.messageId)
      seen.add(mail.messageId ?? '')
    }
    const long = parsed.filter((mail) => mail.subject?.includes('votre avis avant la réunion'))
    expect(long.length).toBeGreaterThanOrEqual(24)
  })

  test('old programs write in old charsets, others quote in HTML, one word is Arabic', () => {
    const all = world.posts.map((post) => post.bytes.toString('latin1'))
    for (const sign of [
      'charset=ISO-8859-1',
      'charset=Windows-1252',
      'format=flowed',
      'text/html',
      'Encoding: base64',
      'Encoding: 8bit',
    ])
      expect(
        all.some((mail) => mail.includes(sign)),
        sign,
      ).toBe(true)
    expect(parsed.some((mail) => mail.text?.includes('دراجة'))).toBe(true)
    expect(
      parsed.some((mail) =>
        /Le mar\. \d+ \S+ \d{4} à \d\d:\d\d, .+ <.+> a écrit :/.test(mail.text?.replaceAll('\n', ' ') ?? ''),
      ),
    ).toBe(true)
    expect(Math.max(...parsed.map((mail) => mail.subject?.length ?? 0))).toBeGreaterThan(200)
  })

  test('lines end in CRLF and none is longer than 998 octets', () => {
    for (const { bytes } of world.posts) {
      const text = bytes.toString('latin1')
      expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
      expect(Math.max(...text.split('\r\n').map((line) => line.length))).toBeLessThan(998)
    }
  })

  test('the papers attached are of every kind, and well formed', () => {
    for (const file of named('.pdf')) {
      const pdf = file.content.toString('latin1')
      const start = Number(/startxref\n(\d+)/.exec(pdf)?.[1])
      expect(pdf.slice(start, start + 4)).toBe('xref')
      for (const [n, row] of [...pdf.matchAll(/(\d{10}) 00000 n/g)].entries())
        expect(pdf.slice(Number(row[1])).startsWith(`${n + 1} 0 obj`)).toBe(true)
    }
    for (const file of named('.odt'))
      expect(file.content.subarray(30, 77).toString()).toBe('mimetypeapplication/vnd.oasis.opendocument.text')
    for (const file of named('.png')) expect(file.content.subarray(1, 4).toString()).toBe('PNG')
    for (const file of named('.ics'))
      expect(file.content.toString()).toMatch(/DTSTART;TZID=Europe\/Paris:\d{8}T\d{4}00/)
    for (const kind of ['.pdf', '.odt', '.png', '.ics', '.csv'])
      expect(named(kind).length, kind).toBeGreaterThan(0)
  })
})

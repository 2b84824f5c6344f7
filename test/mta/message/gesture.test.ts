import { expect, test } from 'vitest'
import { isGesture } from '#mta/message/gesture.ts'
import { Header } from '#mta/message/header.ts'

const gesture = (mail: string) => {
  const bytes = Buffer.from(mail.replaceAll('\n', '\r\n'))
  const { header, bodyOffset } = Header.parse(bytes)
  return isGesture(header, bytes.subarray(bodyOffset))
}
const several = (part: string) =>
  `Content-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: text/plain\n\nOUI\n--b\n${part}\n\nx\n--b--\n`

test.each([
  ['a calendar’s answer', 'Content-Type: text/calendar; method=REPLY\n\nBEGIN:VCALENDAR\n'],
  ['a calendar’s answer beside its text', several('Content-Type: text/calendar; method=REPLY')],
  ['an attached one', several('Content-Type: application/ics; name=invite.ics')],
  ['one that Exchange names', 'Content-Class: urn:content-classes:calendarmessage\n\nOUI\n'],
  ['a reaction', 'Content-Type: text/plain\nContent-Disposition: reaction\n\n👍\n'],
  ['a reaction beside a text', several('Content-Type: text/plain\nContent-Disposition: Reaction')],
])('%s is no typed answer', async (_, mail) => {
  expect(await gesture(mail)).toBe(true)
})

test('an answer with a picture in its signature is typed', async () => {
  expect(await gesture(several('Content-Type: image/png\nContent-Disposition: inline'))).toBe(false)
  expect(await gesture('Subject: Re\n\nOUI\n')).toBe(false)
})

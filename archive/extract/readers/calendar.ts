// Appointments as people speak of them. RFC 5545: long lines are folded, texts escaped, values follow parameters.

import type { FileToRead } from '../extract.ts'
import type { Transcript } from '../transcript.ts'
import { decoded } from './plain.ts'

const LINE = /^([A-Z-]{1,40})((?:;(?:[^":;]|"[^"]{0,500}"){1,600}){0,20}):(.*)$/i
const TEXTS = new Set([
  'SUMMARY',
  'DESCRIPTION',
  'LOCATION',
  'COMMENT',
  'CATEGORIES',
  'CONTACT',
  'X-WR-CALNAME',
])
const PEOPLE = new Set(['ORGANIZER', 'ATTENDEE'])
const MOMENTS = new Set(['DTSTART', 'DTEND', 'DUE'])

/** Reads the texts, moments and people of a calendar's events. */
export function readCalendar(file: FileToRead, into: Transcript): undefined {
  const unfolded = decoded(file, into.maxText).replace(/\r?\n[ \t]/g, '')
  for (const line of unfolded.split(/\r?\n/)) {
    if (into.isFull) return
    const [, name = '', parameters = '', value = ''] = LINE.exec(line) ?? []
    into.add(said(name.toUpperCase(), parameters, value))
  }
}

function said(name: string, parameters: string, value: string): string {
  if (name === 'BEGIN' && value.toUpperCase() === 'VEVENT') return '\n'
  if (TEXTS.has(name)) return `${unescaped(value)}\n`
  if (PEOPLE.has(name)) return `${commonName(parameters)} ${value.replace(/^mailto:/i, '')}\n`
  return MOMENTS.has(name) ? `${moment(value)}\n` : ''
}

function unescaped(value: string): string {
  return value.replace(/\\([\\;,nN])/g, (_, escaped: string) => (/n/i.test(escaped) ? '\n' : escaped))
}

function commonName(parameters: string): string {
  return /;CN=("[^"]*"|[^;:]*)/i.exec(parameters)?.[1]?.replaceAll('"', '') ?? ''
}

// 20261103T140000Z is 2026-11-03 14:00, in the time zone the calendar means.
function moment(value: string): string {
  return value.replace(
    /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)\d\dZ?)?$/,
    (_, year, month, day, hour, minute) =>
      `${year}-${month}-${day}${hour === undefined ? '' : ` ${hour}:${minute}`}`,
  )
}

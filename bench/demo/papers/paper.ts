// The papers that people attach: each a real file that opens, made from the words below.
import { fillDates, weekdayAfter } from '../calendar.ts'
import { encode } from '../charset.ts'
import { content } from './content.ts'
import { picture } from './picture.ts'
import { zip } from './zip.ts'

export interface Paper {
  readonly name: string
  readonly type: string
  readonly bytes: Buffer
}

/** The file of that name, its dates those of a conversation begun that day; its ending says what it is. */
export function paper(name: string, day: string): Paper {
  const lines = (content[name] ?? [name]).map((line) => fillDates(line, day))
  switch (name.split('.').at(-1)) {
    case 'pdf':
      return { name, type: 'application/pdf', bytes: pdf(lines) }
    case 'csv':
      return { name, type: 'text/csv; charset=utf-8', bytes: Buffer.from(`${lines.join('\r\n')}\r\n`) }
    case 'ics':
      return {
        name,
        type: 'text/calendar; charset=utf-8; method=PUBLISH',
        bytes: calendarEvent(lines, name, day),
      }
    case 'odt':
      return { name, type: 'application/vnd.oasis.opendocument.text', bytes: odt(lines) }
    case 'png':
      return { name, type: 'image/png', bytes: picture(name) }
    default:
      throw new Error(`no paper is made like ${name}`)
  }
}

/** One A4 page in Helvetica, the first line as its title (PDF 1.4, WinAnsi). */
function pdf(lines: readonly string[]): Buffer {
  const escaped = lines.map((line) => line.replace(/[\\()]/g, '\\$&'))
  const text = `BT /F2 16 Tf 56 780 Td (${escaped[0]}) Tj /F1 11 Tf 0 -14 Td 17 TL T* ${escaped
    .slice(1)
    .map((line) => `(${line}) Tj T*`)
    .join(' ')} ET`
  const stream = encode(text, 'Windows-1252').toString('latin1')
  const font = (name: string): string =>
    `<< /Type /Font /Subtype /Type1 /BaseFont /${name} /Encoding /WinAnsiEncoding >>`
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 5 0 R /F2 6 0 R >> >> /Contents 4 0 R >>',
    `<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`,
    font('Helvetica'),
    font('Helvetica-Bold'),
  ]
  let out = '%PDF-1.4\n%\xe2\xe3\xcf\xd3\n'
  const offsets = objects.map((object, n) => {
    const at = out.length
    out += `${n + 1} 0 obj\n${object}\nendobj\n`
    return `${String(at).padStart(10, '0')} 00000 n \n`
  })
  const start = out.length
  out += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.join('')}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`
  return Buffer.from(out, 'latin1')
}

/** One event (RFC 5545): lines are weekday, start and end hours, title, place. */
function calendarEvent(
  [when = 'samedi', start = '', end = '', title = '', place = '']: readonly string[],
  name: string,
  day: string,
): Buffer {
  const [weekday = '', after = '2'] = when.split('+')
  const date = weekdayAfter(day, weekday, Number(after)).toISOString().slice(0, 10).replaceAll('-', '')
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Agenda//FR',
    'METHOD:PUBLISH',
    'BEGIN:VEVENT',
    `UID:${date}-${name}`,
    `DTSTAMP:${date}T000000Z`,
    `DTSTART;TZID=Europe/Paris:${date}T${start}00`,
    `DTEND;TZID=Europe/Paris:${date}T${end}00`,
    `SUMMARY:${title}`,
    `LOCATION:${place.replaceAll(',', '\\,')}`,
    'END:VEVENT',
    'END:VCALENDAR',
  ]
  return Buffer.from(`${lines.join('\r\n')}\r\n`)
}

/** The least OpenDocument text that word processors open. */
function odt(lines: readonly string[]): Buffer {
  const xml = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
  const office = 'urn:oasis:names:tc:opendocument:xmlns'
  const paragraphs = lines.map((line) => `<text:p>${xml(line)}</text:p>`).join('')
  const type = 'application/vnd.oasis.opendocument.text'
  return zip([
    { name: 'mimetype', bytes: Buffer.from(type) },
    {
      name: 'content.xml',
      bytes: Buffer.from(
        `<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="${office}:office:1.0" xmlns:text="${office}:text:1.0" office:version="1.2"><office:body><office:text>${paragraphs}</office:text></office:body></office:document-content>`,
      ),
    },
    {
      name: 'META-INF/manifest.xml',
      bytes: Buffer.from(
        `<?xml version="1.0" encoding="UTF-8"?><manifest:manifest xmlns:manifest="${office}:manifest:1.0" manifest:version="1.2"><manifest:file-entry manifest:full-path="/" manifest:media-type="${type}"/><manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>`,
      ),
    },
  ])
}

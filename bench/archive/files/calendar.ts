const OCTETS_A_LINE = 74

/** An invitation: the first line is its title, the others its description (RFC 5545), lines folded. */
export function ics([title = '', ...lines]: readonly string[], day: string): Buffer {
  const content = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Agenda//FR',
    'METHOD:REQUEST',
    'BEGIN:VEVENT',
    `UID:${day}-${title.length}@agenda.example`,
    `DTSTAMP:${day}T080000Z`,
    `DTSTART;TZID=Europe/Paris:${day}T183000`,
    `DTEND;TZID=Europe/Paris:${day}T200000`,
    `SUMMARY;LANGUAGE=fr:${quoted(title)}`,
    `DESCRIPTION:${quoted(lines.join('\n'))}`,
    'LOCATION:Maison des associations\\, salle 2',
    'END:VEVENT',
    'END:VCALENDAR',
  ]
  return Buffer.from(`${content.map(folded).join('\r\n')}\r\n`)
}

function quoted(text: string): string {
  return text.replace(/[\\;,]/g, '\\$&').replaceAll('\n', '\\n')
}

/** RFC 5545 §3.1, between letters. */
function folded(line: string): string {
  const lines = ['']
  let octets = 0
  for (const letter of line) {
    const length = Buffer.byteLength(letter)
    if (octets + length > OCTETS_A_LINE) {
      lines.push('')
      octets = 1
    }
    lines[lines.length - 1] += letter
    octets += length
  }
  return lines.join('\r\n ')
}

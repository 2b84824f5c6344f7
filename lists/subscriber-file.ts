// A file of people: CSV with a header (address and name in French or English), or an address a line.
import type { Readable } from 'node:stream'
import { parse } from 'csv-parse'
import { parseMailboxes } from '#mta/message/address.ts'
import { Refused } from './refused.ts'

const maxLines = 500_000
const addressNames = ['address', 'adresse', 'email', 'e-mail', 'mail', 'courriel']
const nameNames = ['name', 'nom', 'nom complet', 'full name']
const firstNameNames = ['prenom', 'first name', 'firstname']

const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').trim().toLowerCase()

/** The people in a file, in order; lines without an address are kept as they are, to be named to whoever imports. */
export async function readSubscriberFile(file: Readable): Promise<{ address: string; name: string }[]> {
  const rows: string[][] = []
  const parser = file.pipe(
    parse({
      bom: true,
      delimiter: [';', ',', '\t'],
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      trim: true,
    }),
  )
  file.on('error', (error) => parser.destroy(error))
  for await (const row of parser) {
    if (rows.push(row as string[]) > maxLines)
      throw new Refused(`more than ${maxLines} lines: import them in parts`)
  }
  const header = rows[0]?.map(plain) ?? []
  const at = (names: readonly string[]) => header.findIndex((cell) => names.includes(cell))
  const address = at(addressNames)
  if (address < 0) return rows.map((row) => fromLine(row))
  const name = at(nameNames)
  const first = at(firstNameNames)
  return rows.slice(1).map((row) => ({
    address: row[address] ?? '',
    name: [first < 0 ? '' : row[first], name < 0 ? '' : row[name]].filter(Boolean).join(' '),
  }))
}

/** `Anne Martin <anne@asso.example>`, `anne@asso.example`, or the two in columns, whichever comes first. */
function fromLine(row: readonly string[]): { address: string; name: string } {
  const withAt = row.find((cell) => cell.includes('@')) ?? row[0] ?? ''
  const mailbox = parseMailboxes(Buffer.from(withAt).toString('latin1'))[0]
  const other = row.find((cell) => cell !== withAt && cell !== '') ?? ''
  return { address: mailbox?.parsed?.written ?? withAt, name: mailbox?.name || other }
}

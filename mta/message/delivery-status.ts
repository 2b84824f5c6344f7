import { parseAddress } from './address.ts'
import type { Said } from './bounce-class.ts'
import { Header } from './header.ts'

/** What a report says about one recipient; `recipients` as compared, as sent first, then as the last server knew them. */
export interface Result extends Said {
  readonly recipients: readonly string[]
}

const MAX_RECIPIENTS = 100 // of one report

/** The recipients of a message/delivery-status part (RFC 3464 §2.3); the first block is about the message. */
export function readDeliveryStatus(bytes: Buffer): Result[] {
  const blocks = bytes
    .toString('latin1')
    .split(/(?:\r?\n[ \t]*){2,}/)
    .slice(0, MAX_RECIPIENTS + 1)
  return blocks.flatMap((block) => {
    const fields = Header.parse(Buffer.from(`${block.trim()}\r\n\r\n`, 'latin1')).header
    const action = (fields.first('Action') ?? '').toLowerCase().match(/[a-z]+/)?.[0]
    const status = fields.first('Status')?.match(/\d\.\d{1,3}\.\d{1,3}/)?.[0] ?? ''
    if (action === undefined && status === '') return []
    const recipients = [fields.first('Original-Recipient'), fields.first('Final-Recipient')].flatMap(
      addressesIn,
    )
    return [
      {
        recipients: [...new Set(recipients)],
        action: actionOf(action),
        status,
        diagnostic: (fields.first('Diagnostic-Code') ?? '').replace(/^\s*[\w-]{1,40}\s*;\s*/, ''),
      },
    ]
  })
}

function actionOf(word: string | undefined): Result['action'] {
  if (word === 'delayed') return 'delayed'
  return word === 'delivered' || word === 'relayed' || word === 'expanded' ? 'delivered' : 'failed'
}

// `rfc822; anne@…`, also written in xtext (RFC 3461 §4), or as a mail program's guess.
function addressesIn(value: string | undefined): string[] {
  const written = (value ?? '')
    .replace(/^[^;]{0,40};/, '')
    .trim()
    .replace(/^<|>$/g, '')
  const decoded = written.replace(/\+([0-9A-F]{2})/g, (_, hex) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  )
  return [written, decoded].flatMap((text) => parseAddress(text)?.text ?? [])
}

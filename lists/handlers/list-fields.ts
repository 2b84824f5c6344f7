import type { Header } from '#mta/message/header.ts'
import { encodePhrase } from '#mta/message/words.ts'
import { derivedAddress } from '../list-addresses.ts'
import type { Handler, HandlerContext } from './draft.ts'

const foreign = [
  'List-Help',
  'List-Subscribe',
  'List-Unsubscribe',
  'List-Unsubscribe-Post',
  'List-Post',
  'List-Owner',
  'List-Archive',
  'Archived-At',
  'Precedence',
]

/**
 * The list says what it is and how to use it: List-Id (RFC 2919), List-* (RFC 2369), Archived-At (RFC 5064) of what has a
 * page. List-Unsubscribe is written on each copy: it names the person. A List-Id of another list is kept aside,
 * and its X-Loop stays: by it that list knows its own message when it comes back.
 */
export function withListFields(
  received: Header,
  {
    list,
    webUrl,
    archivedAt,
    posting,
  }: Pick<HandlerContext, 'list' | 'webUrl' | 'posting'> & { archivedAt?: string },
): Header {
  let header = received.without(...foreign)
  for (const other of header.all('List-Id')) header = header.with('X-Original-List-Id', { raw: other })
  const request = derivedAddress(list.address, 'request')
  header = header
    .without('List-Id')
    .with('List-Id', { raw: `${encodePhrase(list.title)} <${list.listId}>` })
    .with('List-Help', { raw: `<mailto:${request}?subject=help>` })
    .with('List-Subscribe', { raw: `<mailto:${derivedAddress(list.address, 'subscribe')}>` })
    .with('List-Post', { raw: posting === 'open' ? `<mailto:${list.address}>` : 'NO' })
    .with('List-Owner', { raw: `<mailto:${derivedAddress(list.address, 'owner')}>` })
    .with('List-Archive', { raw: `<${webUrl}/lists/${list.address}/archive>` })
  if (archivedAt !== undefined) header = header.with('Archived-At', { raw: `<${archivedAt}>` })
  return header
    .with('Precedence', { raw: 'list' })
    .with('X-Auto-Response-Suppress', { raw: 'OOF, AutoReply, DR, RN, NRN' })
    .with('X-Loop', { raw: list.address })
}

export const listFields: Handler = {
  name: 'list-fields',
  apply: (draft, context) => ({ ...draft, header: withListFields(draft.header, context) }),
}

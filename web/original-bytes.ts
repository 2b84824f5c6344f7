// Who gets mails as they were received. Their bytes hold everybody's address, which no page of a public archive shows
// to strangers; there they are for its subscribers. A private archive has no strangers among its readers.
import { type FileKind, kindOf } from '#archive/browse.ts'
import type { ListView, Viewer } from './needs.ts'

/** Whether a reader of the list may take mails as received, one or many. */
export function mayTakeOriginals(
  list: Pick<ListView, 'member' | 'isPublic' | 'mayRead'>,
  viewer: Viewer | undefined,
): boolean {
  if (viewer === undefined) return false
  return list.member || viewer.administrator || (!list.isPublic && list.mayRead)
}

/** A mail, an address book: files made of addresses, kept from strangers as addresses are. */
const MADE_OF_ADDRESSES: readonly FileKind[] = ['message', 'contact']

/** Whether a reader may open this attachment of a message that they may read. */
export function mayOpenFile(
  file: { readonly name: string; readonly type: string },
  viewer: Viewer | undefined,
): boolean {
  return viewer !== undefined || !MADE_OF_ADDRESSES.includes(kindOf(file))
}

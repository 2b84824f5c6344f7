// What may be looked up, in one list or in all, and what somebody may ask about their own messages.
import type { Tx } from '#store/database.ts'
import type { Verb } from '../../commands/verbs.ts'
import type { Site } from '../../site.ts'
import type { Asking } from '../reply.ts'
import type { Asked } from '../table.ts'
import { aboutList } from './about-list.ts'
import { get } from './get.ts'
import { members } from './members.ts'
import { missing } from './missing.ts'
import { search } from './search.ts'
import { sendLast, showIndex } from './show-index.ts'
import { takeBack } from './take-back.ts'
import { howToConfirm, verify } from './verify.ts'

type Look = (tx: Tx, site: Site, asked: Asked, asking: Asking) => Promise<string | undefined>

/** A line a verb; undefined where what follows it isn't understood. */
export const LOOKS: Readonly<Partial<Record<Verb, Look>>> = {
  search,
  index: showIndex,
  last: sendLast,
  get,
  review: members,
  info: aboutList,
  missing,
  undo: takeBack,
  verify,
  confirm: howToConfirm,
}

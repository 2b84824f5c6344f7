// What Relais writes by mail, in French: what stands between greeting and signature, a file a topic. {names} are filled
// in; a sentence stands alone on its line, wrapped by the reader's program.

import { addresses } from './fr/addresses.ts'
import { asking } from './fr/asking.ts'
import { bouncing } from './fr/bouncing.ts'
import { comings } from './fr/comings.ts'
import { help } from './fr/help.ts'
import { invitations } from './fr/invitations.ts'
import { joining } from './fr/joining.ts'
import { leaving } from './fr/leaving.ts'
import { lookingUp } from './fr/looking-up.ts'
import { moderation } from './fr/moderation.ts'
import { owners } from './fr/owners.ts'
import { platform } from './fr/platform.ts'
import { posting } from './fr/posting.ts'
import { receiving } from './fr/receiving.ts'

export const fr = {
  ...posting,
  ...joining,
  ...leaving,
  ...receiving,
  ...help,
  ...bouncing,
  ...owners,
  ...invitations,
  ...comings,
  ...addresses,
  ...lookingUp,
  ...asking,
  ...platform,
  ...moderation,
} as const

export type MailName = keyof typeof fr
export type MailSentences = {
  readonly [name in MailName]: { readonly subject: string; readonly text: string }
}

/** What stands around every mail; {whom} is the list that writes, or the platform. */
export const frFrame = {
  greeting: 'Bonjour,',
  signature: 'Relais, pour {whom}',
  'platform-signature': '{whom}',
}

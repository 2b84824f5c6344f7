// What Relais writes by mail, in English.

import { addresses } from './en/addresses.ts'
import { asking } from './en/asking.ts'
import { bouncing } from './en/bouncing.ts'
import { comings } from './en/comings.ts'
import { help } from './en/help.ts'
import { invitations } from './en/invitations.ts'
import { joining } from './en/joining.ts'
import { leaving } from './en/leaving.ts'
import { lookingUp } from './en/looking-up.ts'
import { moderation } from './en/moderation.ts'
import { owners } from './en/owners.ts'
import { platform } from './en/platform.ts'
import { posting } from './en/posting.ts'
import { receiving } from './en/receiving.ts'
import type { frFrame, MailSentences } from './fr.ts'

export const en: MailSentences = {
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
}

export const enFrame: typeof frFrame = {
  greeting: 'Hello,',
  signature: 'Relais, for {whom}',
  'platform-signature': '{whom}',
}

// What Relais writes by mail, in English.
import { bouncing } from './en/bouncing.ts'
import { help } from './en/help.ts'
import { joining } from './en/joining.ts'
import { leaving } from './en/leaving.ts'
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
  ...platform,
  ...bouncing,
}

export const enFrame: typeof frFrame = {
  greeting: 'Hello,',
  signature: 'Relais, for {whom}',
  'platform-signature': '{whom}',
}

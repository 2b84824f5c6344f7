import { type Mailbox, parseAddress } from '#mta/message/address.ts'
import type { System } from './system.ts'

// Pipermail: « anne at asso.fr (Anne Martin) », the word as in the list's language.
const PIPERMAIL = /^"?([^\s"@<>]+) (?:at|à|a|en|em|bei|chez) ([\w-]+(?:\.[\w-]+)+)"?(?: \((.*)\))?$/iu
// HyperKitty's export: « Anne Martin <anne(a)asso.fr> ».
const HYPERKITTY = /^(?:"?([^"<>]*?)"?\s*)<?([^\s<>@"]+)\(a\)([\w-]+(?:\.[\w-]+)+)>?$/iu

/** Archives made for the web, where the address was written so that robots don't read it. */
export const obfuscated: System = {
  name: 'obfuscated',
  find({ written }) {
    if (written.includes('@')) return undefined
    const pipermail = PIPERMAIL.exec(written)
    if (pipermail !== null) return mailbox(pipermail[1]!, pipermail[2]!, pipermail[3] ?? '')
    const hyperkitty = HYPERKITTY.exec(written)
    return hyperkitty === null ? undefined : mailbox(hyperkitty[2]!, hyperkitty[3]!, hyperkitty[1] ?? '')
  },
}

function mailbox(local: string, domain: string, name: string): Mailbox | undefined {
  const address = `${local}@${domain}`
  const parsed = parseAddress(address)
  return parsed === undefined ? undefined : { name: name.trim(), address, parsed }
}

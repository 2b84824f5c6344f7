import { parseAddress } from '#mta/message/address.ts'
import { type System, splitVia } from './system.ts'

/** groups.io, its private instances too: From « "Anne via groups.io" <anne=asso.fr@groups.io> ». */
export const groupsIo: System = {
  name: 'groups.io',
  find({ from }) {
    const via = splitVia(from.name)
    if (from.parsed === undefined || via?.via.toLowerCase() !== from.parsed.domain) return undefined
    const { local } = from.parsed
    const equals = local.lastIndexOf('=')
    const address = `${local.slice(0, equals)}@${local.slice(equals + 1)}`
    const parsed = equals < 1 ? undefined : parseAddress(address)
    return parsed === undefined
      ? undefined
      : { name: via.name.includes('@') ? '' : via.name, address, parsed }
  },
}

import type { Handler } from './draft.ts'

const printable = (text: string) => text.replace(/[^\x21-\x7e]|[()\\]/g, '')

/** Our own Received field on top (RFC 5321 §4.4). */
export const traceField: Handler = {
  name: 'trace-field',
  apply: (draft, { arrival: { id, client, receivedAt }, domain, list }) => {
    const from = `${printable(client.helo) || 'unknown'} ([${client.ip.includes(':') ? 'IPv6:' : ''}${client.ip}])`
    const how = `${client.protocol === 'lmtp' ? 'LMTP' : 'ESMTP'}${client.tls ? 'S' : ''}`
    const at = receivedAt.toUTCString().replace('GMT', '+0000')
    const raw = `from ${from} by ${domain} (Relais) with ${how} id ${id} for <${list.address}>; ${at}`
    return { ...draft, header: draft.header.onTop('Received', { raw }) }
  },
}

// DMARC: large providers want one of whoever sends much (RFC 9989). That of a domain above counts too.
import { evaluateDmarc } from 'mailauth/lib/dmarc/index.js'
import { asMailauth } from '../in/signatures.ts'
import type { Look } from './record.ts'

export const dmarcPolicy: Look = async ({ name }, resolver) => {
  const told = {
    kind: 'dmarc',
    name: `_dmarc.${name}`,
    type: 'TXT',
    value: '"v=DMARC1; p=none"',
    need: 'required',
  } as const
  const { response } = await evaluateDmarc({
    headerFrom: name,
    spfDomains: [],
    dkimDomains: [],
    resolver: asMailauth(resolver),
  }).catch(() => ({ response: 'unanswered' as const }))
  if (response === 'unanswered') return [{ ...told, state: 'unknown', found: [] }]
  if (response && response.status.result === 'temperror') return [{ ...told, state: 'unknown', found: [] }]
  if (!response || response.rr === undefined) return [{ ...told, state: 'missing', found: [] }]
  return [{ ...told, state: 'found', found: [response.rr] }]
}

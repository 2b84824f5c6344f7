// A town whose residents are proved: their domain publishes SPF and DMARC, so what they send themselves is aligned.
import { startDns } from '../support/dns.ts'
import { openTown, type Town } from './parity/town.ts'

/** Residents' mail is aligned; writeUnproved() proves nothing. */
export async function openProvedTown(): Promise<Town> {
  const dns = await startDns({
    'courriel.example': { TXT: ['v=spf1 ip4:127.0.0.1 -all'] },
    '_dmarc.courriel.example': { TXT: ['v=DMARC1; p=reject'] },
  })
  const town = await openTown({ RELAIS_DNS: dns.place })
  return {
    ...town,
    close: async () => {
      await town.close()
      await dns.close()
    },
  }
}

/** A list of velo15 with Anne as its owner and these on it. */
export async function foundList(
  { program, resident }: Town,
  address: string,
  members: readonly string[],
  ...more: readonly string[]
): Promise<void> {
  const spaces = JSON.parse(await program.relais('space', 'list', '--json')) as { slug: string }[]
  if (!spaces.some(({ slug }) => slug === 'velo15'))
    await program.relais('space', 'create', 'velo15', '--name', 'Vélo 15', '--domain', 'velo15.example')
  const owner = ['--owner', resident('anne').address]
  await program.relais('list', 'create', address, '--space', 'velo15', ...owner, ...more)
  const addresses = members.map((one) => resident(one).address)
  if (addresses.length > 0)
    await program.relaisWith(`${addresses.join('\n')}\n`, 'subscriber', 'import', address, '-')
}

/** Who is on a list: name, then mode and pause. */
export async function membersOf(
  { program }: Town,
  address: string,
): Promise<Map<string, { readonly mode: string; readonly paused: boolean }>> {
  const all = JSON.parse(await program.relais('subscriber', 'list', address, '--json')) as {
    address: string
    mode: string
    paused: boolean
  }[]
  return new Map(all.map(({ address: one, mode, paused }) => [one.split('@')[0]!, { mode, paused }]))
}

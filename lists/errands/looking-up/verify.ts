// VERIFY: how sure we are of who writes, in words that help them to be believed.
import type { Tx } from '#store/database.ts'
import { wordsFor } from '../../lookup-words.ts'
import type { Site } from '../../site.ts'
import { type Asking, languageFor, reply } from '../reply.ts'
import type { Asked } from '../table.ts'

/** Says what did prove who writes, or that nothing did. */
export async function verify(tx: Tx, site: Site, asked: Asked, asking: Asking): Promise<string> {
  const { list, to } = asking
  const { level } = asked.arrival.evidence
  const { sureness, fill } = wordsFor(await languageFor(tx, site, asking))
  const domain = to.slice(to.lastIndexOf('@') + 1)
  return await reply(tx, site, asked, list, {
    name: 'verified',
    to,
    sentences: { sureness: fill(sureness[level], { domain }) },
  })
}

/** CONFIRM with a key, as on Sympa: ours are confirmed by answering. */
export const howToConfirm = (tx: Tx, site: Site, asked: Asked, { list, to }: Asking): Promise<string> =>
  reply(tx, site, asked, list, { name: 'how-to-confirm', to })

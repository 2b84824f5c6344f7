// A moderator's acts, each by mail from what waits to what comes of it.
import { expect } from 'vitest'
import { until } from '../../support/until.ts'
import type { Cast, Play, Plays } from './play.ts'
import type { Received, Resident } from './town.ts'

const list = 'sorties@velo15.example'
const requests = 'sorties-request@velo15.example'

/** A member's message that waits; the mail about it. */
async function held({ me, moderator }: Cast, subject: string): Promise<Received> {
  await me.write(list, subject, 'Bonjour.\n')
  return await moderator.gets(`«\u202f${subject}\u202f»`)
}

const isSettled = ({ town }: Cast, subject: string) =>
  until(async () => {
    const { posts } = JSON.parse(await town.program.relais('queue', 'list', '--json'))
    return !posts.some((post: { subject: string }) => post.subject === subject)
  }, 30_000)

/** Somebody asks to join a list whose moderators decide; the mail about it. */
async function asking({ moderator }: Cast, stranger: Resident): Promise<Received> {
  await stranger.write('comite-subscribe@velo15.example', '')
  await stranger.answer(await stranger.gets('Rejoindre la liste'), '')
  return await moderator.gets(`${stranger.address} demande à rejoindre`)
}

const away: Play = async ({ me, moderator }) => {
  await moderator.write(requests, `PAUSE MODÉRATION 2 semaines, ${me.address}`)
  await moderator.answer(await moderator.gets('Suspendre votre modération'), 'oui\n')
  await moderator.gets('C’est noté pour la modération')
}
const back: Play = async ({ moderator }) => {
  await moderator.write(requests, 'REPRENDRE MODÉRATION')
  await moderator.answer(await moderator.gets('Reprendre votre modération'), 'oui\n')
  await moderator.gets('Vous modérez de nouveau')
}

export const moderators = {
  'accept a held message': async (cast) => {
    const asked = await held(cast, 'Pique-nique')
    await cast.moderator.answer(asked, 'OUI\n')
    await cast.moderator.gets('C’est noté\u00a0: le message «\u202fPique-nique')
    await cast.reader.gets('Pique-nique')
  },
  'refuse a held message': async (cast) => {
    const asked = await held(cast, 'Vélo à vendre')
    await cast.moderator.answer(asked, 'NON : plutôt sur annonces@\n')
    await cast.moderator.gets('C’est noté\u00a0: le message «\u202fVélo à vendre')
    expect((await cast.me.gets('n’a pas été retenu')).text).toContain('plutôt sur annonces@')
  },
  'throw a held message away': async (cast) => {
    const asked = await held(cast, 'Loterie')
    await cast.moderator.answer(asked, 'SPAM\n')
    await isSettled(cast, 'Loterie')
    expect(cast.reader.hasGot('Loterie') || cast.me.hasGot('retenu')).toBe(false)
  },
  'take back a decision': async (cast) => {
    const asked = await held(cast, 'Brouillon')
    await cast.moderator.answer(asked, 'NON\n')
    await cast.moderator.answer(asked, 'ANNULER\n')
    await cast.moderator.gets('C’est annulé\u00a0: le message «\u202fBrouillon')
    await cast.moderator.answer(asked, 'RAPIDE\n')
    await cast.reader.gets('Brouillon')
  },
  'welcome somebody for good': async (cast) => {
    await cast.moderator.answer(await held(cast, 'Carnet un'), 'TOUJOURS\n')
    await cast.reader.gets('Carnet un')
    await cast.me.write(list, 'Carnet deux')
    await cast.reader.gets('Carnet deux')
  },
  'block somebody': async (cast) => {
    await cast.moderator.answer(await held(cast, 'Tapage un'), 'BLOQUER\n')
    await isSettled(cast, 'Tapage un')
    await cast.me.write(list, 'Tapage deux')
    await cast.moderator.write(list, 'Après le tapage')
    await cast.reader.gets('Après le tapage')
    expect(cast.moderator.hasGot('Tapage deux')).toBe(false)
  },
  'see what waits': async (cast) => {
    await held(cast, 'En souffrance')
    await cast.moderator.write(requests, 'EN ATTENTE')
    expect((await cast.moderator.gets('Récapitulatif')).text).toContain('En souffrance')
  },
  'decide several at once': async (cast) => {
    await held(cast, 'Lot un')
    await held(cast, 'Lot deux')
    await cast.moderator.write(requests, 'EN ATTENTE')
    const roundUp = await cast.moderator.gets('Récapitulatif')
    const [one, two] = ['Lot un', 'Lot deux'].map(
      (subject) => new RegExp(`(\\d+)\\. [^\\n]*${subject}`).exec(roundUp.text)![1],
    )
    await cast.moderator.answer(roundUp, `${one} rapide, ${two} non\n`)
    await cast.reader.gets('Lot un')
    await cast.me.gets('n’a pas été retenu')
  },
  'let somebody join': async (cast) => {
    await cast.moderator.answer(await asking(cast, cast.stranger), 'OUI\n')
    await cast.stranger.gets('Bienvenue')
  },
  'turn somebody away': async (cast) => {
    await cast.moderator.answer(await asking(cast, cast.stranger), 'Non, le comité est complet.\n')
    expect((await cast.stranger.gets('n’a pas été retenue')).text).toContain('le comité est complet')
  },
  'name a deputy': async (cast) => {
    await away(cast)
    await cast.me.gets('Vous modérez sorties@velo15.example à la place')
    await cast.stranger.write(list, 'Pour la remplaçante')
    await cast.me.answer(await cast.me.gets('Pour la remplaçante'), 'RAPIDE\n')
    await cast.reader.gets('Pour la remplaçante')
    await back(cast)
  },
  'moderate again': async (cast) => {
    await away(cast)
    await back(cast)
    await held(cast, 'De nouveau')
  },
} satisfies Plays

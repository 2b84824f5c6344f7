// What owners do to many by mail, and what people do about their own addresses. Nobody here is more than spf-aligned, so
// that each act on many is asked about twice.
import { expect } from 'vitest'
import type { Cast, Plays } from './play.ts'
import type { Received } from './town.ts'

const request = 'discussion-request@velo15.example'
const relais = 'relais@relais.example'

/** An owner's wish, through both questions; the mail that says it is done. */
async function agreed({ owner }: Cast, wish: string, body: string, shown: string): Promise<Received> {
  await owner.write(request, wish, body)
  await owner.answer(await owner.gets('vient-elle de vous'), 'OUI')
  await owner.answer(await owner.gets(shown), 'OUI')
  return await owner.gets('C’est fait')
}

/** A stranger's address becomes one of mine; the news, as I get it. */
async function linked({ me, stranger }: Cast): Promise<Received> {
  await stranger.write(relais, `MON AUTRE ADRESSE ${me.address}`)
  await stranger.answer(await stranger.gets('vient-elle de vous'), 'OUI')
  await me.answer(await me.gets('Avez-vous écrit'), 'OUI')
  return await me.gets('Une adresse s’ajoute')
}

export const owners = {
  'add people': async (cast) => {
    await agreed(cast, 'AJOUTER', `${cast.stranger.address} Jean Dupont\n`, 'inscrire ces personnes')
    expect((await cast.stranger.gets('Vous êtes sur la liste')).text).toContain(cast.owner.address)
  },
  'take people off': async (cast) => {
    await agreed(cast, `RETIRER ${cast.me.address}`, '', 'retirer ces personnes')
    await cast.me.gets('Vous n’êtes plus sur')
  },
  'invite people': async ({ owner, stranger }) => {
    await owner.write(request, `INVITER ${stranger.address}`)
    await owner.answer(await owner.gets('vient-elle de vous'), 'OUI')
    await owner.gets('C’est fait')
    await stranger.gets('vous invite')
  },
  'accept an invitation': async ({ owner, stranger }) => {
    await owner.write(request, `INVITER ${stranger.address}`)
    await owner.answer(await owner.gets('vient-elle de vous'), 'OUI')
    await owner.gets('C’est fait')
    await stranger.answer(await stranger.gets('vous invite'), 'Volontiers')
    await stranger.gets('Bienvenue')
  },
  'invite somebody': async ({ town, me, stranger }) => {
    await town.program.relais('list', 'set', 'discussion@velo15.example', 'invite=members')
    await me.write(request, `INVITER ${stranger.address}`, 'Viens !\n')
    await me.answer(await me.gets('vient-elle de vous'), 'OUI')
    expect((await stranger.gets('vous invite')).text).toContain('> Viens !')
  },
  'undo an act on many': async (cast) => {
    const done = await agreed(cast, `RETIRER ${cast.me.address}`, '', 'retirer ces personnes')
    await cast.owner.answer(done, 'ANNULER')
    await cast.owner.gets('C’est annulé')
    await cast.reader.write('discussion@velo15.example', 'De nouveau parmi nous')
    await cast.me.gets('De nouveau parmi nous')
  },
  'remind every member': async ({ owner, me }) => {
    await owner.write(request, 'RAPPELER')
    await owner.answer(await owner.gets('vient-elle de vous'), 'OUI')
    await owner.answer(await owner.gets('envoyer un rappel'), 'OUI')
    expect((await me.gets('Vous êtes sur la liste')).text).toContain(me.address)
  },
  'see a list in figures': async ({ owner }) => {
    await owner.write(request, 'STATISTIQUES')
    expect((await owner.gets('en chiffres')).text).toMatch(/Membres +\d+/)
  },
  'link a second address': async (cast) => {
    await linked(cast)
    await cast.stranger.write('discussion@velo15.example', 'D’ailleurs')
    await cast.reader.gets('D’ailleurs')
  },
  'refuse a linked address': async (cast) => {
    await cast.me.answer(await linked(cast), 'Ce n’est pas moi !')
    await cast.me.gets('n’est plus une de vos adresses')
  },
  'change one’s address': async ({ me, stranger, reader }) => {
    await me.write(request, `NOUVELLE ADRESSE ${stranger.address}`)
    await me.answer(await me.gets('Changer d’adresse'), 'OUI')
    await stranger.answer(await stranger.gets('Recevoir vos listes'), 'OUI')
    await stranger.gets('arrivent maintenant')
    await reader.write('discussion@velo15.example', 'Au nouveau lieu')
    await stranger.gets('Au nouveau lieu')
  },
} satisfies Plays

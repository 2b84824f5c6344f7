// A member's acts, each by mail from question to effect.
import { expect } from 'vitest'
import type { Play, Plays } from './play.ts'

const request = 'discussion-request@velo15.example'
const list = 'discussion@velo15.example'

/** Writes a change to -request@; what is said of it, and what is answered by the word that undoes it. */
const change =
  (word: string, said: RegExp): Play =>
  async ({ me }) => {
    await me.write(request, word)
    expect((await me.gets('C’est noté')).text).toMatch(said)
  }

export const members = {
  post: async ({ me, reader }) => {
    await me.write(list, 'Sortie de dimanche', 'Rendez-vous à 9 h.\n')
    expect((await reader.gets('Sortie de dimanche')).text).toContain('Rendez-vous à 9 h.')
  },
  'confirm a post': async ({ me, reader }) => {
    await me.writeUnproved(list, 'Bourse aux vélos')
    await me.answer(await me.gets('Confirmez'), 'oui\n')
    await reader.gets('Bourse aux vélos')
  },
  'cancel a post in question': async ({ me, reader }) => {
    await me.writeUnproved(list, 'Message regretté')
    await me.answer(await me.gets('Confirmez'), 'NON\n')
    await me.gets('est annulé')
    expect(reader.hasGot('Message regretté')).toBe(false)
  },
  join: async ({ stranger }) => {
    await stranger.write(request, 'REJOINDRE')
    await stranger.answer(await stranger.gets('Rejoindre la liste'), '')
    await stranger.gets('Bienvenue')
  },
  leave: async ({ me }) => {
    await me.write('discussion-desabonnement@velo15.example', '')
    await me.gets('Vous avez quitté')
  },
  'leave in one’s own words': async ({ me }) => {
    await me.write(request, 'Bonjour', 'Je ne veux plus recevoir ces mails.\n')
    await me.answer(await me.gets('Voulez-vous quitter'), 'OUI\n')
    await me.gets('Vous avez quitté')
  },
  pause: async ({ me, reader }) => {
    await me.write(request, 'PAUSE')
    await me.gets('C’est noté')
    await reader.write(list, 'Pendant la pause')
    await reader.gets('Pendant la pause')
    expect(me.hasGot('Pendant la pause')).toBe(false)
  },
  resume: async ({ me, reader }) => {
    await me.write(request, 'PAUSE')
    await me.answer(await me.gets('C’est noté'), 'REPRENDRE')
    await me.gets('C’est noté')
    await reader.write(list, 'Après la pause')
    await me.gets('Après la pause')
  },
  'get no copy of own posts': async ({ me, reader }) => {
    await me.write(request, 'SANS MES MESSAGES')
    await me.gets('C’est noté')
    await me.write(list, 'Sans copie pour moi')
    await reader.gets('Sans copie pour moi')
    expect(me.hasGot('Sans copie pour moi')).toBe(false)
  },
  'get a copy of own posts': async ({ me }) => {
    await me.write(request, 'SANS MES MESSAGES')
    await me.answer(await me.gets('C’est noté'), 'AVEC MES MESSAGES')
    await me.gets('C’est noté')
    await me.write(list, 'Avec copie pour moi')
    await me.gets('Avec copie pour moi')
  },
  hide: change('MASQUER', /ne vous voient pas/),
  show: change('VISIBLE', /vous voient parmi/),
  'see own lists': async ({ me }) => {
    await me.write('relais@relais.example', 'Mes listes')
    expect((await me.gets('Vos listes')).text).toContain(list)
  },
  'see all lists': async ({ stranger }) => {
    await stranger.write('relais@relais.example', 'LISTES')
    expect((await stranger.gets('Les listes de')).text).toContain('annonces@velo15.example')
  },
  'get help': async ({ stranger }) => {
    await stranger.write(request, '')
    expect((await stranger.gets('Comment utiliser')).text).toContain('PAUSE')
  },
  'choose by number': async ({ stranger }) => {
    await stranger.write(request, 'Trésorerie', 'Quand se réunit-on ?\n')
    await stranger.answer(await stranger.gets('pas compris'), '2\n')
    await stranger.gets('Rejoindre la liste')
  },
  'write to the owners': async ({ stranger, owner }) => {
    await stranger.write('discussion-owner@velo15.example', 'Une question')
    await owner.gets('Une question')
  },
} satisfies Plays

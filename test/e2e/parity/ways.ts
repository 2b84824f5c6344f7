// The ways of receiving a list, each asked for by mail; what then comes shows it.
import { expect } from 'vitest'
import { give } from '../../support/mail.ts'
import { mailWithFiles } from '../../support/mail-with-files.ts'
import type { Play, Plays } from './play.ts'

const request = 'discussion-request@velo15.example'
const list = 'discussion@velo15.example'

/** Asks for a way of one mail a day; what it says of a message. */
const daily =
  (words: string, subject: string, said: RegExp): Play =>
  async ({ me, reader, town }) => {
    await me.write(request, words)
    await me.gets('C’est noté')
    await reader.write(list, subject, 'Rendez-vous au local.\n')
    await reader.gets(subject)
    expect(me.hasGot(subject)).toBe(false)
    await town.program.relais('digest', 'send', list)
    expect((await me.gets('[discussion]')).text).toMatch(said)
  }

export const ways = {
  'get each message': async ({ me, reader }) => {
    await me.write(request, 'TITRES')
    await me.gets('C’est noté')
    await me.write(request, 'CHAQUE MESSAGE')
    await me.gets('C’est noté')
    await reader.write(list, 'De nouveau chaque message', 'En entier.\n')
    expect((await me.gets('De nouveau chaque message')).text).toContain('En entier.')
  },
  'get messages without files': async ({ me, reader, town }) => {
    await me.write(request, 'SANS PIÈCES JOINTES')
    await me.gets('C’est noté')
    const photo = { name: 'plan.jpg', type: 'image/jpeg', bytes: Buffer.alloc(30_000, 1) }
    const fields = { From: reader.address, To: list, Subject: 'Plan en pièce jointe' }
    await give(
      town.program.smtp,
      { from: reader.address, to: [list] },
      mailWithFiles(fields, 'Voici.', [photo]),
    )
    const { text, bytes } = await me.gets('Plan en pièce jointe')
    expect(text).toMatch(/Voici\.[\s\S]*plan\.jpg[\s\S]*\/attachments\/1\/plan\.jpg/)
    expect(bytes.length).toBeLessThan(5_000)
  },
  'get notices': async ({ me, reader }) => {
    await me.write(request, 'AVIS')
    await me.gets('C’est noté')
    await reader.write(list, 'Un simple avis', 'Le texte reste dans les archives.\n')
    const { text } = await me.gets('Un simple avis')
    expect(text).toContain('Pour lire son message')
    expect(text).not.toContain('reste dans les archives')
  },
  'get one mail a day': daily('Un mail par jour', 'Pour le recueil', /Pour le recueil/),
  'get one mail a day as text': daily(
    'RECUEIL TEXTE',
    'Pour le texte',
    /Pour le texte[\s\S]*Rendez-vous au local/,
  ),
  'get titles': daily('Seulement les titres', 'Pour les titres', /Pour les titres[\s\S]*http/),
  'choose a way for all lists': async ({ me, reader, town }) => {
    await me.write('relais@relais.example', 'SET * SUMMARY')
    // A member of three lists, each of which says what has changed.
    for (const _ of ['annonces', 'discussion', 'sorties'])
      expect((await me.gets('C’est noté')).text).toContain('les titres des messages')
    await reader.write(list, 'Titre pour toutes')
    await reader.gets('Titre pour toutes')
    await town.program.relais('digest', 'send', list)
    expect((await me.gets('[discussion] Les titres')).text).toContain('Titre pour toutes')
  },
} satisfies Plays

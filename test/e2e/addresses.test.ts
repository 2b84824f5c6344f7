// Somebody known has a second address, or a new one: both mailboxes agree, everybody is told, and it can be taken back.
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Resident, Town } from './parity/town.ts'
import { foundList, membersOf, openProvedTown } from './proved-town.ts'

let town: Town
const list = 'bureau@velo15.example'
const request = 'bureau-request@velo15.example'
const platform = 'relais@relais.example'
const at = (name: string) => `${name}@courriel.example`
const one = (name: string): Resident => town.resident(name)
let asked = 0
const allSeenTo = async () => {
  const passer = town.resident(`passant-${++asked}`)
  await passer.write(request, 'AIDE')
  await passer.gets('Comment utiliser')
}
/** Links an address as both its owners would. */
const link = async (known: Resident, added: Resident) => {
  await added.write(platform, `MON AUTRE ADRESSE ${known.address}`)
  await known.answer(await known.gets('Avez-vous écrit'), 'OUI')
  await added.gets('Une adresse s’ajoute')
  return await known.gets('Une adresse s’ajoute')
}

beforeAll(async () => {
  town = await openProvedTown()
  await foundList(
    town,
    list,
    ['anne', 'jean', 'paul', 'luc', 'marie'],
    '--title',
    'Bureau',
    '--preset',
    'private',
  )
}, 150_000)
afterAll(() => town?.close())

test('a new address posts once the known one has said OUI; both are told, and one answer takes it back', async () => {
  const [jean, nouveau] = [one('jean'), one('jean.nouveau')]
  await expect(nouveau.write(list, 'Avant')).rejects.toThrow('550 5.7.1')
  const told = await link(jean, nouveau)
  await nouveau.write(list, 'Depuis ma nouvelle adresse')
  await one('paul').gets('Depuis ma nouvelle adresse')
  expect([...(await membersOf(town, list)).keys()]).not.toContain('jean.nouveau')
  await jean.answer(told, 'Merci !')
  await jean.answer(told, 'Ce n’est pas moi')
  await jean.gets('n’est plus une de vos adresses')
  await nouveau.gets('n’est plus une de vos adresses')
  await expect(nouveau.write(list, 'Après')).rejects.toThrow('550 5.7.1')
})

test('who asks without proof answers a question of their own first; a NON from the known address ends it', async () => {
  const [paul, autre] = [one('paul'), one('paul.autre')]
  await autre.writeUnproved(request, `RELIER ${at('paul')}`)
  const own = await autre.gets('cette demande vient-elle de vous')
  expect(paul.hasGot('Avez-vous écrit')).toBe(false)
  await autre.answer(own, 'OUI')
  const question = await paul.gets('Avez-vous écrit')
  expect(question.text).toContain(at('paul.autre'))
  // Forwarded to them, the token is of no use to who asks.
  await autre.answer(question, 'OUI')
  await paul.answer(question, 'NON')
  await allSeenTo()
  expect(autre.hasGot('Une adresse s’ajoute')).toBe(false)
})

test('who asks is answered alike whether we know the other address or not, and it is asked once a day', async () => {
  const curieux = one('curieux')
  await curieux.write(platform, `MON AUTRE ADRESSE ${at('inconnue')}`)
  const unknown = await curieux.gets('encore une réponse')
  await curieux.write(platform, `MON AUTRE ADRESSE ${at('luc')}`)
  const known = await curieux.gets('encore une réponse')
  expect(known.text.replaceAll(at('luc'), at('inconnue'))).toBe(unknown.text)
  await one('luc').gets('Avez-vous écrit')
  expect(one('inconnue').hasGot('')).toBe(false)
})

test('a linked address holds no role and opens no session, until its person has opened one', async () => {
  const [anne, seconde] = [one('anne'), one('anne.seconde')]
  await link(anne, seconde)
  await seconde.write(request, 'STATISTIQUES')
  await seconde.gets('réservée aux responsables')
  await seconde.write(request, `AJOUTER ${at('intrus')}`)
  await seconde.gets('réservée aux responsables')
  await foundList(town, 'annonces@velo15.example', ['anne', 'paul'], '--preset', 'announce')
  await seconde.write('annonces@velo15.example', 'Au nom du bureau')
  await seconde.gets('n’a pas pu être diffusé')
  const login = (address: string) =>
    fetch(`${town.program.web}/login`, {
      method: 'POST',
      body: new URLSearchParams({ address }),
      headers: { origin: town.program.web },
    })
  await login(seconde.address)
  await login(anne.address)
  const { text } = await anne.gets('Votre connexion')
  expect(seconde.hasGot('Votre connexion')).toBe(false)
  const token = /\/login\/([a-z0-9]+)/.exec(text)![1]!
  await fetch(`${town.program.web}/login/enter`, {
    method: 'POST',
    body: new URLSearchParams({ token }),
    redirect: 'manual',
    headers: { origin: town.program.web },
  })
  await seconde.write(request, 'STATISTIQUES')
  await seconde.gets('en chiffres')
})

test('an address that was linked vouches for no other', async () => {
  const [marie, deux, trois] = [one('marie'), one('marie.deux'), one('marie.trois')]
  await link(marie, deux)
  await trois.write(platform, `MON AUTRE ADRESSE ${at('marie.deux')}`)
  await trois.gets('encore une réponse')
  await allSeenTo()
  expect(deux.hasGot('Avez-vous écrit')).toBe(false)
})

test('two people with lists of their own are not mixed, and are told so kindly', async () => {
  await foundList(town, 'sorties@velo15.example', ['claire', 'claire.bis'])
  await one('claire.bis').write(platform, `MON AUTRE ADRESSE ${at('claire')}`)
  expect((await one('claire.bis').gets('ses propres listes')).text).toContain(at('claire'))
  await allSeenTo()
  expect(one('claire').hasGot('Avez-vous écrit')).toBe(false)
  await one('claire').write(platform, `NOUVELLE ADRESSE ${at('claire.bis')}`)
  const known = await one('claire').gets('Votre nouvelle adresse')
  await one('claire').write(platform, `NOUVELLE ADRESSE ${at('claire.neuve')}`)
  const unknown = await one('claire').gets('Votre nouvelle adresse')
  // Nothing in the answer tests who is on a list here.
  expect(known.text.replaceAll(at('claire.bis'), at('claire.neuve'))).toBe(unknown.text)
  await one('claire.neuve').gets('Recevoir vos listes')
  expect(one('claire.bis').hasGot('Recevoir vos listes')).toBe(false)
})

test('a new address takes over the lists once it answers; « ce n’est pas moi » gives them back', async () => {
  const [luc, neuf] = [one('luc'), one('luc.neuf')]
  const lucs = async () => [...(await membersOf(town, list)).keys()].filter((name) => name.startsWith('luc'))
  await luc.write(request, `NOUVELLE ADRESSE ${at('luc.neuf')}`)
  await luc.gets('encore une réponse')
  const question = await neuf.gets('Recevoir vos listes')
  expect(await lucs()).toEqual(['luc'])
  await neuf.answer(question, 'OUI')
  const told = await luc.gets('arrivent maintenant')
  expect(await lucs()).toEqual(['luc.neuf'])
  await one('paul').write(list, 'Pour tous')
  await neuf.gets('Pour tous')
  expect(luc.hasGot('Pour tous')).toBe(false)
  await luc.answer(told, 'CE N’EST PAS MOI')
  await luc.gets('n’est plus une de vos adresses')
  expect(await lucs()).toEqual(['luc'])
})

test('a forged wish to change an address moves nothing before its owner says OUI', async () => {
  const paul = one('paul')
  await paul.writeUnproved(request, `NOUVELLE ADRESSE ${at('pirate')}`)
  await paul.gets('Changer d’adresse')
  await allSeenTo()
  expect(one('pirate').hasGot('')).toBe(false)
})

test('an address that is none, or a list’s, is asked about', async () => {
  await one('nadia').write(platform, `MON AUTRE ADRESSE ${list}`)
  await one('nadia').gets('de laquelle')
})

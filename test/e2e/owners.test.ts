// What owners do by mail to many: asked about, shown before, done once, and undone exactly.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Resident, Town } from './parity/town.ts'
import { foundList, membersOf, openProvedTown } from './proved-town.ts'

let town: Town
let anne: Resident
const list = 'bureau@velo15.example'
const request = 'bureau-request@velo15.example'
const at = (name: string) => `${name}@courriel.example`
const on = async (address = list) => [...(await membersOf(town, address)).keys()].sort()
/** Somebody who writes and is answered shows that everything before has been seen to. */
let asked = 0
const allSeenTo = async () => {
  const passer = town.resident(`passant-${++asked}`)
  await passer.write(request, 'AIDE')
  await passer.gets('Comment utiliser')
}

beforeAll(async () => {
  town = await openProvedTown()
  anne = town.resident('anne')
  await foundList(town, list, ['anne', 'paul', 'karim', 'zoe'], '--title', 'Bureau')
}, 150_000)
afterAll(() => town?.close())

describe('adding people', () => {
  test('a pasted list is shown first, and done once the owner says OUI; each gets a welcome', async () => {
    await anne.write(
      request,
      'AJOUTER',
      `Bonjour,\n\nJean Dupont <${at('jean')}>\n${at('lise')} Lise\nDupré;Marc;${at('marc')}\npaul@courriel.example\nluc@@courriel\n\nMerci\n`,
    )
    const preview = await anne.gets('inscrire ces personnes')
    expect(preview.text).toMatch(/3 personnes vont être inscrites/)
    expect(preview.text).toContain(`${at('jean')} Jean Dupont`)
    expect(preview.text).toContain(`${at('marc')} Dupré Marc`)
    expect(preview.text).toMatch(/Une y est déjà[\s\S]*paul@courriel\.example/)
    expect(preview.text).toMatch(/pas pu être lue[\s\S]*luc@@courriel/)
    expect(await on()).not.toContain('jean')
    await anne.answer(preview, 'OUI\n')
    const done = await anne.gets('C’est fait')
    expect(done.text).toMatch(/3 personnes sont maintenant inscrites/)
    expect(await on()).toEqual(['anne', 'jean', 'karim', 'lise', 'marc', 'paul', 'zoe'])
    const welcome = await town.resident('jean').gets('Vous êtes sur la liste')
    for (const said of [at('anne'), list, 'bureau-unsubscribe@velo15.example', 'PAUSE'])
      expect(welcome.text).toContain(said)
    await anne.answer(done, 'Annuler, svp\n')
    expect((await anne.gets('C’est annulé')).text).toMatch(/3 personnes n’y sont plus/)
    expect(await on()).toEqual(['anne', 'karim', 'paul', 'zoe'])
  })

  test('quietly, nobody is written to', async () => {
    await anne.write(request, `DISCRÈTEMENT AJOUTER ${at('nora')} Nora`)
    await anne.answer(await anne.gets('inscrire ces personnes'), 'oui')
    await anne.gets('C’est fait')
    expect(await on()).toContain('nora')
    expect(town.resident('nora').hasGot('')).toBe(false)
  })

  test('a line for each, as on Sympa, is one request', async () => {
    await anne.write(
      'sympa@relais.example',
      '',
      `ADD bureau ${at('ida')} Ida\nADD bureau ${at('gil')} Gil Moreau\nQUIT\nADD bureau ${at('trop')}\n`,
    )
    const preview = await anne.gets('inscrire ces personnes')
    expect(preview.text).toMatch(/2 personnes/)
    expect(preview.text).toContain(`${at('gil')} Gil Moreau`)
    expect(preview.text).not.toContain(at('trop'))
    await anne.answer(preview, 'NON')
    await allSeenTo()
    expect(await on()).not.toContain('ida')
  })

  test('who left by themselves is not put back, but invited, and may come by answering', async () => {
    const zoe = town.resident('zoe')
    await zoe.write('bureau-unsubscribe@velo15.example', '')
    await zoe.gets('Vous avez quitté')
    await anne.write(request, `AJOUTER ${at('zoe')}`)
    const preview = await anne.gets('inscrire ces personnes')
    expect(preview.text).toMatch(/partie d’elle-même/)
    await anne.answer(preview, 'OUI')
    await anne.gets('C’est fait')
    expect(await on()).not.toContain('zoe')
    await zoe.answer(await zoe.gets('vous invite'), 'Volontiers !')
    await zoe.gets('Bienvenue')
    expect(await on()).toContain('zoe')
  })

  test('addresses of lists and of robots are left out, and five hundred are the most', async () => {
    const many = Array.from({ length: 503 }, (_, n) => at(`n${n}`))
    await anne.write(request, 'AJOUTER', `${list}\nrelais@relais.example\n${many.join('\n')}\n`)
    const { text } = await anne.gets('inscrire ces personnes')
    expect(text).toMatch(/498 personnes vont être inscrites/)
    expect(text).toMatch(/2 adresses sont celles de listes/)
    expect(text).toMatch(/5 adresses sont de trop/)
  })

  test('without an address it is asked whom', async () => {
    await anne.write(request, 'AJOUTER', 'Bonjour,\nMerci\n')
    const question = await anne.gets('de quelles personnes')
    expect(question.from).toBe(request)
  })
})

describe('who may', () => {
  test('a forged owner gets nothing but one question to the owner, and an answer from elsewhere is none', async () => {
    const forged = 'cible@velo15.example'
    await foundList(town, forged, ['anne'], '--owner', at('berthe'))
    const berthe = town.resident('berthe')
    for (let n = 0; n < 5; n++)
      await berthe.writeUnproved('cible-request@velo15.example', `AJOUTER ${at('pirate')}`)
    const question = await berthe.gets('vient-elle de vous')
    expect(question.text).toContain('inscrire des personnes, 1 en tout')
    const pirate = town.resident('pirate')
    await pirate.answer(question, 'OUI')
    await allSeenTo()
    expect(berthe.hasGot('inscrire ces personnes')).toBe(false)
    // The owner says yes: only the preview comes, and it needs another yes.
    await berthe.answer(question, 'OUI')
    const preview = await berthe.gets('inscrire ces personnes')
    expect(preview.text).toContain(at('pirate'))
    await pirate.answer(preview, 'OUI')
    await allSeenTo()
    expect(await on(forged)).toEqual(['anne'])
    expect(pirate.hasGot('')).toBe(false)
  })

  test('a robot’s « Oui », an answer given twice, and a name that looks like the owner’s change nothing', async () => {
    await anne.write(request, `RETIRER ${at('karim')}`)
    const preview = await anne.gets('retirer ces personnes')
    await anne.write(preview.from, `Re: ${preview.subject}`, 'Oui, je suis absente.\n', {
      'Auto-Submitted': 'auto-replied',
    })
    await anne.answer(preview, 'Je me demande.')
    await anne.gets('oui ou non')
    await anne.answer(preview, 'NON')
    await anne.answer(preview, 'OUI')
    const pirate = town.resident('pirate-nomme')
    await pirate.write(request, `RETIRER ${at('karim')}`, '', { From: `"${at('anne')}" <${pirate.address}>` })
    await pirate.gets('réservée aux responsables')
    await pirate.write(request, `RETIRER ${at('karim')}`, '', {
      From: `responsables: ${at('anne')}, ${pirate.address};`,
    })
    await allSeenTo()
    expect(await on()).toContain('karim')
  })

  test.each(['AJOUTER', 'RETIRER', 'RAPPELER', 'STATISTIQUES'])(
    'a member who writes %s is told who may',
    async (word) => {
      const paul = town.resident('paul')
      await paul.write(request, /R$/.test(word) && word !== 'RAPPELER' ? `${word} ${at('karim')}` : word)
      await paul.gets('réservée aux responsables')
      expect(await on()).toContain('karim')
    },
  )
})

describe('taking people off', () => {
  const bike = 'sorties@velo15.example'
  const wishes = 'sorties-request@velo15.example'

  test('is shown, done, and undone with mode, pause and all; who has chosen since keeps their choice', async () => {
    await foundList(town, bike, ['anne', 'luc', 'eve', 'tom', 'max'])
    await town.program.relais('subscriber', 'add', bike, at('luc'), '--mode', 'titles')
    await town.resident('eve').write(wishes, 'PAUSE')
    await town.resident('eve').gets('C’est noté')
    const before = await membersOf(town, bike)
    await anne.write(
      wishes,
      `RETIRER ${at('luc')}`,
      `${at('eve')}\n${at('tom')}\n${at('max')}\n${at('inconnu')}\n`,
    )
    const preview = await anne.gets('retirer ces personnes')
    expect(preview.text).toMatch(/4 personnes vont être retirées/)
    expect(preview.text).toMatch(/Une n’y est pas[\s\S]*inconnu/)
    await anne.answer(preview, 'OUI')
    const done = await anne.gets('C’est fait')
    expect(await on(bike)).toEqual(['anne'])
    expect((await town.resident('luc').gets('Vous n’êtes plus sur')).text).toContain(at('anne'))
    // Tom leaves for good, Max comes back by himself.
    await town.resident('tom').write('sorties-subscribe@velo15.example', '')
    await town.resident('tom').gets('Bienvenue')
    await town.resident('tom').write('sorties-unsubscribe@velo15.example', '')
    await town.resident('tom').gets('Vous avez quitté')
    await town.resident('max').write('sorties-subscribe@velo15.example', '')
    await town.resident('max').gets('Bienvenue')
    await anne.write(wishes, 'ANNULER')
    const question = await anne.gets('annuler votre dernier changement')
    expect(await on(bike)).toEqual(['anne', 'max'])
    await anne.answer(question, 'OUI')
    const undone = await anne.gets('C’est annulé')
    expect(undone.text).toMatch(/2 personnes y sont de nouveau/)
    expect(undone.text).toMatch(/2 personnes ont choisi elles-mêmes/)
    const after = await membersOf(town, bike)
    before.delete('tom')
    expect(after).toEqual(before)
    // Twice is once.
    await anne.answer(done, 'ANNULER')
    await allSeenTo()
    expect(await membersOf(town, bike)).toEqual(before)
  })

  test('thanking for the news undoes nothing', async () => {
    await anne.write(wishes, `RETIRER ${at('luc')}`)
    await anne.answer(await anne.gets('retirer ces personnes'), 'OUI')
    await anne.answer(await anne.gets('C’est fait'), 'Merci beaucoup !')
    await allSeenTo()
    expect(await on(bike)).not.toContain('luc')
  })
})

describe('inviting', () => {
  test('one mail with the inviter’s own words; any answer but NON joins', async () => {
    await anne.write(request, 'INVITER', `${at('rose')} Rose\n\nViens, on a besoin de toi !\n`)
    await anne.gets('C’est fait')
    const rose = town.resident('rose')
    const invitation = await rose.gets('vous invite')
    expect(invitation.text).toContain('> Viens, on a besoin de toi !')
    expect(invitation.bytes.toString('latin1').split('\r\n\r\n').slice(1).join()).not.toContain('confirm+')
    expect(await on()).not.toContain('rose')
    await rose.answer(invitation, '')
    await rose.gets('Bienvenue')
    expect(await on()).toContain('rose')
  })

  test('an owner’s invitation opens a closed list; NON stays out', async () => {
    const closed = 'ferme@velo15.example'
    await foundList(town, closed, ['anne'])
    await town.program.relais('list', 'set', closed, 'subscribe=closed')
    await anne.write('ferme-request@velo15.example', `INVITER ${at('ali')} ${at('bea')}`)
    await anne.gets('C’est fait')
    await town.resident('ali').answer(await town.resident('ali').gets('vous invite'), 'Non merci')
    await town.resident('bea').answer(await town.resident('bea').gets('vous invite'), 'Avec plaisir')
    await town.resident('bea').gets('Bienvenue')
    expect(await on(closed)).toEqual(['anne', 'bea'])
  })

  test('members invite where the list lets them, subject to its policy, and are told nothing of others', async () => {
    const karim = town.resident('karim')
    await karim.write(request, `INVITER ${at('noe')}`)
    await karim.gets('vous ne pouvez pas inviter')
    await town.program.relais('list', 'set', list, 'invite=members', 'subscribe=moderated')
    await karim.write(request, `INVITER ${at('noe')} ${at('paul')}`)
    expect((await karim.gets('C’est fait')).text).toMatch(/2 invitations/)
    const noe = town.resident('noe')
    await noe.answer(await noe.gets('vous invite'), 'oui')
    await noe.gets('est transmise')
    expect(await on()).not.toContain('noe')
    expect(town.resident('paul').hasGot('vous invite')).toBe(false)
    await town.program.relais('list', 'set', list, 'invite=moderators', 'subscribe=open')
  })

  test('an address gets one invitation a day to a list, and an undone one is no longer good', async () => {
    const ugo = town.resident('ugo')
    await anne.write(request, `INVITER ${at('ugo')}`)
    const done = await anne.gets('C’est fait')
    const invitation = await ugo.gets('vous invite')
    await anne.write(request, `INVITER ${at('ugo')}`)
    await anne.gets('C’est fait')
    await anne.answer(done, 'ANNULER')
    await anne.gets('C’est annulé')
    await ugo.answer(invitation, 'oui')
    await ugo.gets('ne vaut plus')
    expect(await on()).not.toContain('ugo')
    expect(ugo.hasGot('Bienvenue')).toBe(false)
  })

  test('more than a few are shown first', async () => {
    await anne.write(request, 'INVITER', `${['a1', 'a2', 'a3', 'a4', 'a5', 'a6'].map(at).join(', ')}\n`)
    const preview = await anne.gets('inviter ces personnes')
    expect(preview.text).toMatch(/6 personnes vont recevoir une invitation/)
    expect(town.resident('a1').hasGot('')).toBe(false)
    await anne.answer(preview, 'OUI')
    await town.resident('a6').gets('vous invite')
  })
})

describe('the list as a whole', () => {
  test('a reminder reaches every member once a day, after the owner’s OUI', async () => {
    const small = 'rappel@velo15.example'
    await foundList(town, small, ['anne', 'paul'])
    await anne.write('rappel-request@velo15.example', 'RAPPELER')
    const preview = await anne.gets('envoyer un rappel')
    expect(preview.text).toMatch(/2 membres/)
    await anne.answer(preview, 'OUI')
    const { text } = await town.resident('paul').gets(`Vous êtes sur la liste ${small}`)
    for (const said of [at('paul'), 'rappel-unsubscribe@velo15.example', 'PAUSE'])
      expect(text).toContain(said)
    expect((await anne.gets('Le rappel de')).text).toMatch(/2 membres/)
    await anne.write('rappel-request@velo15.example', 'RAPPELER')
    await anne.answer(await anne.gets('envoyer un rappel'), 'OUI')
    expect((await anne.gets('Le rappel de')).text).toMatch(/déjà parti aujourd’hui/)
  })

  test('figures in columns: members by mode, comings and goings, a year of messages', async () => {
    const counted = 'compte@velo15.example'
    await foundList(town, counted, ['anne', 'paul', 'karim'])
    await town.program.relais('subscriber', 'add', counted, at('paul'), '--mode', 'titles')
    await anne.write(counted, 'Premier message', 'Bonjour à tous.\n')
    await town.resident('karim').gets('Premier message')
    await anne.write('compte-request@velo15.example', 'STATISTIQUES')
    const { text } = await anne.gets('en chiffres')
    expect(text).toMatch(/Membres +3\n/)
    expect(text).toMatch(/chaque message +2\n/)
    expect(text).toMatch(/les titres, une fois par jour +1\n/)
    expect(text).toMatch(/Arrivés depuis 30 jours +3\n/)
    expect(text).toMatch(/décision +0\n/)
    const months = text.split('Messages par mois')[1]!.trim().split('\n').slice(0, 12)
    expect(months).toHaveLength(12)
    expect(months[0]).toMatch(/20\d\d +1$/)
    expect(months.slice(1).every((line) => / 0$/.test(line))).toBe(true)
    expect(new Set(months.map((line) => line.length)).size).toBe(1)
  })
})

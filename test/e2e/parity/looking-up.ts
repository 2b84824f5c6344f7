// Looking things up by mail, and taking back what one wrote.
import { simpleParser } from 'mailparser'
import { expect } from 'vitest'
import type { Cast, Plays } from './play.ts'
import type { Received } from './town.ts'

const request = 'discussion-request@velo15.example'
const list = 'discussion@velo15.example'

/** Posts, and waits until it has come back; its Message-ID. */
async function posted({ me }: Cast, subject: string, text = 'Bonjour.\n'): Promise<string> {
  const messageId = `<${subject.toLowerCase().replace(/[^a-z]/g, '-')}@courriel.example>`
  await me.write(list, subject, text, { 'Message-ID': messageId })
  await me.gets(subject)
  return messageId
}
const attached = async ({ bytes }: Received): Promise<(string | undefined)[]> => {
  const { attachments } = await simpleParser(bytes)
  return await Promise.all(attachments.map(async ({ content }) => (await simpleParser(content)).subject))
}

export const lookingUp = {
  search: async (cast) => {
    await posted(cast, 'Rustines', 'Elles collent à la pluie.\n')
    await cast.me.write(request, 'CHERCHER rustines pluie')
    expect((await cast.me.gets('Votre recherche')).text).toMatch(/1\. Rustines\n[\s\S]*collent à la pluie/)
  },
  'search, the next results': async (cast) => {
    for (let n = 1; n <= 11; n++) await posted(cast, `Guidoline ${'x'.repeat(n)}`)
    await cast.me.write('relais@relais.example', 'CHERCHER objet:guidoline')
    await cast.me.answer(await cast.me.gets('Votre recherche'), 'suite\n')
    expect((await cast.me.gets('Votre recherche')).text).toContain('11. Guidoline x\n')
  },
  'read a message found': async (cast) => {
    await posted(cast, 'Dérailleur')
    await cast.me.write(request, 'CHERCHER dérailleur')
    await cast.me.answer(await cast.me.gets('Votre recherche'), 'Le 1, merci\n')
    expect(await attached(await cast.me.gets('Ce que vous avez demandé'))).toEqual(['Dérailleur'])
  },
  'see which messages there are': async (cast) => {
    await posted(cast, 'Antivols')
    await cast.me.write(request, 'SOMMAIRE ce mois-ci')
    expect((await cast.me.gets('Les messages de')).text).toContain('Antivols')
  },
  'read the last messages': async (cast) => {
    await posted(cast, 'Sonnette')
    await cast.me.write(request, 'DERNIERS 2')
    expect(await attached(await cast.me.gets('Ce que vous avez demandé'))).toHaveLength(2)
  },
  'read a message by its name': async (cast) => {
    await cast.me.write('relais@relais.example', `GET ${await posted(cast, 'Garde-boue')}`)
    expect(await attached(await cast.me.gets('Ce que vous avez demandé'))).toEqual(['Garde-boue'])
  },
  'take a month away': async (cast) => {
    await posted(cast, 'Pédalier')
    const month = new Intl.DateTimeFormat('sv-SE', {
      year: 'numeric',
      month: '2-digit',
      timeZone: 'Europe/Paris',
    })
    await cast.me.write(request, `GET ${month.format(new Date())}`)
    const { attachments } = await simpleParser((await cast.me.gets('Les messages de')).bytes)
    expect(attachments[0]!.filename).toMatch(/\.mbox\.gz$/)
  },
  'see the members': async ({ owner, me }) => {
    await owner.write(request, 'MEMBRES')
    expect((await owner.gets('Les membres de')).text).toContain(me.address)
    await me.write(request, 'MEMBRES')
    expect((await me.gets('Les membres de')).text).toContain('Seuls ses responsables')
  },
  'know what a list is': async ({ me }) => {
    await me.write(request, 'INFO')
    expect((await me.gets('en quelques mots')).text).toContain('une liste de Vélo 15')
  },
  'ask after a message that did not come': async (cast) => {
    await posted(cast, 'Bidon')
    await cast.me.write(request, 'Je n’ai pas reçu le bidon')
    expect((await cast.me.gets('Ce que nous vous avons envoyé')).text).toContain('remis à votre fournisseur')
  },
  'know how sure we are of who writes': async ({ me }) => {
    await me.write(request, 'VERIFY')
    expect((await me.gets('Ce que nous savons')).text).toContain('courriel.example')
  },
  'take back a post that waits': async ({ me, reader }) => {
    const fields = { 'Message-ID': '<hativement@courriel.example>' }
    await me.write('sorties@velo15.example', 'Écrit trop vite', 'Bonjour.\n', fields)
    await me.write('relais@relais.example', 'ANNULER <hativement@courriel.example>')
    await me.answer(await me.gets('Est-ce bien vous'), 'oui\n')
    expect((await me.gets('Votre message «')).text).toContain('Il ne le sera pas')
    expect(reader.hasGot('Écrit trop vite')).toBe(false)
  },
  'take back a post that has left': async (cast) => {
    const { me } = cast
    const messageId = await posted(cast, 'Potence')
    await me.write(request, 'Re: Potence', 'ANNULER\n', { 'In-Reply-To': messageId })
    await me.answer(await me.gets('Est-ce bien vous'), 'oui\n')
    expect((await me.gets('Votre message «')).text).toContain('ne se lit plus')
    await me.write(request, 'CHERCHER potence')
    expect((await me.gets('Votre recherche')).text).toContain('aucun message')
  },
} satisfies Plays

// Looking things up by mail, over SMTP: what may be read, by whom, and how numbers are answered.
import { gunzipSync } from 'node:zlib'
import { simpleParser } from 'mailparser'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Header } from '#mta/message/header.ts'
import { urlHash } from '#mta/message/identity.ts'
import { give, mail } from '../support/mail.ts'
import { type Program, startProgram } from '../support/program.ts'
import { signIn } from '../support/sign-in.ts'
import { openSink, type Sink, type Transaction } from '../support/sink.ts'
import { until } from '../support/until.ts'

// With `trust`, a return path that is From proves it (spf-aligned); any other proves nothing.
let sink: Sink
let program: Program
const bureau = 'bureau@velo15.example'
const requests = 'bureau-request@velo15.example'
const annonces = 'annonces@velo15.example'
const [anne, paul, zoe] = ['anne@orange.example', 'paul@free.example', 'zoe@laposte.example'] as const

beforeAll(async () => {
  sink = await openSink()
  program = await startProgram({
    env: { RELAIS_RELAY: `smtp://127.0.0.1:${sink.port}`, RELAIS_EVIDENCE: 'trust' },
  })
  await program.relais('space', 'create', 'velo15', '--name', 'Vélo 15', '--domain', 'velo15.example')
  const create = (list: string, title: string, ...words: string[]) =>
    program.relais('list', 'create', list, '--space', 'velo15', '--title', title, ...words)
  await create(bureau, 'Bureau', '--preset', 'private', '--owner', anne)
  await create(annonces, 'Annonces', '--preset', 'public')
  await program.relaisWith(`${anne}\n${paul}\n`, 'subscriber', 'import', bureau, '-')
  await program.relaisWith(`${anne}\n`, 'subscriber', 'import', annonces, '-')
  for (let n = 1; n <= 12; n++)
    await write(
      anne,
      bureau,
      { Subject: `Balade ${n}`, 'Message-ID': `<balade-${n}@orange.example>` },
      `Le canal, ${n} kilomètres.\n`,
    )
  await write(
    anne,
    annonces,
    { Subject: 'Fête du vélo', 'Message-ID': '<fete@orange.example>' },
    `Écrivez à ${paul}.\n`,
  )
  await until(() => sent('Balade', paul).length === 12 && sent('Fête du vélo', anne).length === 1)
}, 60_000)
afterAll(async () => {
  await program?.remove()
  await sink?.close()
})

const headerOf = (t: Transaction) => Header.parse(t.bytes).header
const sent = (subject: string, to?: string) =>
  sink.transactions.filter(
    (t) => headerOf(t).text('Subject').includes(subject) && (!to || t.recipients.includes(to)),
  )
const write = (
  from: string,
  to: string,
  fields: Record<string, string> = {},
  body?: string,
  returnPath = from,
) => give(program.smtp, { from: returnPath, to: [to] }, mail({ From: from, To: to, ...fields }, body))
const forged = (from: string, to: string, fields: Record<string, string>, body?: string) =>
  write(from, to, fields, body, 'inconnu@ailleurs.example')
/** The first mail of that subject that came to somebody after what was there before. */
function watch(subject: string, to: string): () => Promise<Transaction> {
  const before = sent(subject, to).length
  return () => until(() => sent(subject, to)[before])
}
const read = async (t: Transaction) => await simpleParser(t.bytes)
const textOf = async (t: Transaction) => (await read(t)).text!
const tokenOf = (t: Transaction) => {
  const address = /confirm\+[a-z2-7]+@relais\.example/.exec(headerOf(t).first('From')!)?.[0]
  expect(address).toBeDefined()
  return address!
}
/** Writes, and waits for the answer of that subject. */
async function ask(
  who: string,
  to: string,
  fields: Record<string, string>,
  answer: string,
  body?: string,
): Promise<Transaction> {
  const answered = watch(answer, who)
  await write(who, to, fields, body)
  return await answered()
}
/** All that was ever sent to somebody, once what was written before is seen to. */
async function allTo(who: string): Promise<Transaction[]> {
  const seen = watch('Ce que nous savons', anne)
  await write(anne, requests, { Subject: 'VERIFY' })
  await seen()
  return sent('', who)
}

describe('CHERCHER', () => {
  test('gives ten results with extracts and numbers; numbers send the messages as they came, SUITE the others', async () => {
    const found = await ask(paul, requests, { Subject: 'CHERCHER canal' }, 'Votre recherche')
    const text = await textOf(found)
    expect(text).toContain('12 messages contenant «\u202fcanal\u202f», dans la liste Bureau')
    expect(text).toMatch(/1\. Balade 12\n/)
    expect(text).toContain('Le canal, 12 kilomètres.')
    expect(text).toMatch(/10\. Balade 3\n/)
    expect(text).not.toContain('Balade 2\n')
    const both = await read(
      await ask(
        paul,
        tokenOf(found),
        { Subject: 'Re: Votre recherche' },
        'Ce que vous avez demandé',
        '1, 10\n\n> 3. Balade 10\n',
      ),
    )
    expect(both.attachments.map(({ contentType }) => contentType)).toEqual([
      'message/rfc822',
      'message/rfc822',
    ])
    const inside = await Promise.all(both.attachments.map(({ content }) => simpleParser(content)))
    expect(inside.map(({ messageId }) => messageId)).toEqual([
      '<balade-12@orange.example>',
      '<balade-3@orange.example>',
    ])
    const more = await ask(paul, tokenOf(found), {}, 'Votre recherche', 'Suite svp\n')
    expect(await textOf(more)).toMatch(/11\. Balade 2\n[\s\S]*12\. Balade 1\n/)
    expect(await textOf(more)).not.toContain('SUITE')
    const last = await read(await ask(paul, tokenOf(more), {}, 'Ce que vous avez demandé', '12\n'))
    expect(last.subject).toBe('Ce que vous avez demandé\u00a0: Balade 1')
  })

  test('finds what the web finds for the same person, and says what it did not understand', async () => {
    const cookie = await signIn(program, paul)
    const api = await fetch(
      `${program.web}/api/v1/search?q=${encodeURIComponent('balade 1 foo:bar')}&limit=10`,
      { headers: { cookie } },
    )
    const { total, hits } = (await api.json()) as { total: number; hits: { subject: string }[] }
    const text = await textOf(
      await ask(paul, 'relais@relais.example', { Subject: 'CHERCHER balade 1 foo:bar' }, 'Votre recherche'),
    )
    expect(total === 0 ? text.includes('aucun message') : text.includes(`${total} message`)).toBe(true)
    expect(hits.every(({ subject }) => text.includes(subject))).toBe(true)
    expect(text).toContain('«\u202ffoo:bar\u202f» a été cherché comme des mots')
  })
})

describe('what is private', () => {
  test('is not found, read or listed by who may not read it', async () => {
    for (const Subject of [
      'CHERCHER canal',
      'INDEX',
      'DERNIERS',
      'GET <balade-1@orange.example>',
      'GET 2026-11',
    ])
      expect(await textOf(await ask(zoe, requests, { Subject }, 'ne vous sont pas ouverts'))).not.toContain(
        'Balade',
      )
    expect(
      await textOf(await ask(zoe, 'relais@relais.example', { Subject: 'CHERCHER canal' }, 'Votre recherche')),
    ).toContain('aucun message')
    await ask(zoe, requests, { Subject: 'REVIEW' }, 'Les membres de')
    expect((await allTo(zoe)).filter((t) => t.bytes.includes(paul))).toEqual([])
  })

  test('is given to a forged From only once the address itself has answered, and to nobody else', async () => {
    const question = watch('Est-ce bien vous', paul)
    await forged(paul, requests, { Subject: 'CHERCHER canal' })
    const asked = await question()
    expect(asked.bytes.includes('Balade')).toBe(false)
    const before = (await allTo('inconnu@ailleurs.example')).length
    await write(zoe, tokenOf(asked), {}, 'oui\n')
    const found = await ask(paul, tokenOf(asked), {}, 'Votre recherche', 'oui\n')
    expect(await textOf(found)).toContain('Balade 12')
    expect((await allTo('inconnu@ailleurs.example')).length).toBe(before)
    expect(sent('Votre recherche\u00a0: 12', zoe)).toEqual([])
  })

  test('a number answered from another address sends nothing to anybody', async () => {
    const found = await ask(paul, requests, { Subject: 'CHERCHER canal' }, 'Votre recherche')
    const before = sent('Ce que vous avez demandé').length
    await write(zoe, tokenOf(found), {}, '1\n')
    await allTo(zoe)
    expect(sent('Ce que vous avez demandé')).toHaveLength(before)
  })

  test('a command written to the token of a result proves no more than any mail', async () => {
    const found = await ask(anne, requests, { Subject: 'CHERCHER canal' }, 'Votre recherche')
    const question = watch('Est-ce bien vous', anne)
    await forged(anne, tokenOf(found), {}, 'ANNULER <balade-3@orange.example>\n')
    expect(await textOf(await question())).toContain('répondez OUI')
    const more = await textOf(
      await ask(paul, requests, { Subject: 'CHERCHER objet:balade' }, 'Votre recherche'),
    )
    expect(more).toContain('12 messages')
  })

  test('what one could read yesterday is not sent today', async () => {
    await program.relaisWith('ida@free.example\n', 'subscriber', 'import', bureau, '-')
    const found = await ask('ida@free.example', requests, { Subject: 'CHERCHER canal' }, 'Votre recherche')
    await program.relais('subscriber', 'remove', bureau, 'ida@free.example')
    await ask('ida@free.example', tokenOf(found), {}, 'ne vous sont pas ouverts', '1\n')
  })
})

test('a stranger reads a public archive without proof, and sees no address', async () => {
  const answered = watch('Votre recherche', zoe)
  await forged(zoe, 'annonces-request@velo15.example', { Subject: 'CHERCHER fête' })
  const found = await answered()
  expect(await textOf(found)).toContain('Fête du vélo')
  const message = await read(await ask(zoe, tokenOf(found), {}, 'Ce que vous avez demandé', '1\n'))
  expect(message.text).toContain('Écrivez à …@free.example')
  expect(message.attachments).toEqual([])
})

test('several questions in one mail have an answer each', async () => {
  const [one, other] = [watch('Votre recherche', paul), watch('Ce que vous avez demandé', paul)]
  const before = sent('Votre recherche', paul).length
  await write(paul, requests, {}, 'CHERCHER canal\nCHERCHER objet:balade 4\nGET <balade-5@orange.example>\n')
  await one()
  await other()
  await until(() => sent('Votre recherche', paul).length === before + 2)
})

describe('INDEX, LAST and GET', () => {
  test('INDEX shows the newest by number, the number sends it', async () => {
    const index = await ask(paul, requests, { Subject: 'Sommaire' }, 'Les messages de')
    expect(await textOf(index)).toMatch(/1\. Balade 12\n[\s\S]*12\. Balade 1\n/)
    const second = await read(await ask(paul, tokenOf(index), {}, 'Balade 11', 'Le 2, merci\n'))
    expect((await simpleParser(second.attachments[0]!.content)).subject).toBe('Balade 11')
  })

  test('INDEX of a month and of a year', async () => {
    const now = new Date()
    const month = new Intl.DateTimeFormat('fr-FR', {
      month: 'long',
      year: 'numeric',
      timeZone: 'Europe/Paris',
    }).format(now)
    expect(
      await textOf(await ask(paul, requests, { Subject: `INDEX ${month}` }, 'Les messages de')),
    ).toContain(`de ${month}`)
    const year = await textOf(
      await ask(paul, requests, { Subject: `INDEX ${month.slice(-4)}` }, 'mois par mois'),
    )
    expect(year.toLowerCase()).toContain(`${month}\u00a0: 12 messages`)
    await ask(paul, requests, { Subject: 'INDEX 2001-01' }, 'Les messages de')
  })

  test('LAST sends as many as asked', async () => {
    const last = await read(await ask(paul, requests, { Subject: 'LAST 3' }, 'Ce que vous avez demandé'))
    expect(last.attachments).toHaveLength(3)
  })

  test('GET of a Message-ID and of a month as a mailbox', async () => {
    const one = await read(
      await ask(paul, requests, { Subject: 'GET <balade-7@orange.example>' }, 'Balade 7'),
    )
    expect(one.attachments).toHaveLength(1)
    const month = new Intl.DateTimeFormat('sv-SE', {
      year: 'numeric',
      month: '2-digit',
      timeZone: 'Europe/Paris',
    }).format(new Date())
    const box = await read(await ask(paul, requests, { Subject: `GET ${month}` }, 'Les messages de'))
    const mbox = gunzipSync(box.attachments[0]!.content).toString()
    expect(mbox.match(/^From mboxrd@z/gm)).toHaveLength(12)
  })
})

describe('about a list', () => {
  test('INFO says what it is, and how many it has to who may know', async () => {
    const own = await textOf(await ask(anne, requests, { Subject: 'INFO' }, 'en quelques mots'))
    expect(own).toContain('Bureau, une liste de Vélo 15')
    expect(own).toContain('Elle réunit 2 personnes')
    const theirs = await textOf(
      await ask(zoe, 'annonces-request@velo15.example', { Subject: 'INFO' }, 'en quelques mots'),
    )
    expect(theirs).toContain('annonces-owner@velo15.example')
    expect(theirs).not.toContain('Elle réunit')
    expect(await textOf(await ask(zoe, requests, { Subject: 'INFO' }, 'Comment utiliser'))).not.toContain(
      'Qui peut',
    )
  })

  test('REVIEW shows members without those who hide, to members; who hides is seen by the owner', async () => {
    await ask(paul, requests, { Subject: 'MASQUER' }, 'C’est noté')
    expect(
      await textOf(await ask(paul, requests, { Subject: 'REVIEW bureau' }, 'Les membres')),
    ).not.toContain(paul)
    expect(await textOf(await ask(anne, requests, { Subject: 'MEMBRES' }, 'Les membres'))).toContain(paul)
    await ask(paul, requests, { Subject: 'VISIBLE' }, 'C’est noté')
  })

  test('VERIFY says how sure we are of who writes, CONFIRM how to confirm', async () => {
    expect(await textOf(await ask(paul, requests, { Subject: 'VERIFY' }, 'Ce que nous savons'))).toContain(
      'bien parti des serveurs',
    )
    const none = watch('Ce que nous savons', paul)
    await forged(paul, requests, { Subject: 'VERIFY' })
    expect(await textOf(await none())).toContain('Rien ne prouve')
    await ask(paul, requests, { Subject: 'CONFIRM 4f2a' }, 'Comment confirmer')
    await ask(paul, requests, { Subject: 'ECHO bonjour' }, 'Comment utiliser')
  })

  test('INDEX to the platform asks of which list', async () => {
    const which = await textOf(
      await ask(paul, 'relais@relais.example', { Subject: 'INDEX' }, 'De quelle liste'),
    )
    expect(which).toContain(bureau)
    await ask(paul, 'relais@relais.example', { Subject: 'INDEX bureau' }, 'Les messages de')
  })
})

describe('« je n’ai pas reçu »', () => {
  test('tells what became of one’s own copies', async () => {
    sink.refuse(paul, '552 5.2.2 mailbox full', 1)
    await write(anne, bureau, { Subject: 'Le devis du garage', 'Message-ID': '<devis@orange.example>' })
    await until(async () =>
      (
        await textOf(await ask(paul, requests, { Subject: 'Je n’ai pas reçu le devis' }, 'Ce que nous vous'))
      ).includes('votre boîte est pleine'),
    )
    const all = await textOf(await ask(paul, requests, { Subject: 'Je n’ai rien reçu' }, 'Ce que nous vous'))
    expect(all).toContain('remis à votre fournisseur, free.example')
    expect(all).not.toContain(anne)
    await ask(zoe, requests, { Subject: 'Je n’ai pas reçu le devis' }, 'Vous n’êtes pas sur')
  })

  test('is told of a pause', async () => {
    await ask(paul, requests, { Subject: 'PAUSE jusqu’au 31 décembre 2099' }, 'C’est noté')
    const text = await textOf(
      await ask(paul, requests, { Subject: 'Je n’ai pas reçu les messages' }, 'Ce que nous vous'),
    )
    expect(text).toMatch(/jusqu’au 31.décembre.2099 compris/)
    await ask(paul, requests, { Subject: 'REPRENDRE' }, 'C’est noté')
  })

  test('without proof is answered after one confirmation', async () => {
    // Somebody who has had no other unproved mail today: an address gets one.
    const lise = 'lise@free.example'
    await program.relais('subscriber', 'add', bureau, lise)
    const question = watch('Est-ce bien vous', lise)
    await forged(lise, requests, { Subject: 'Je n’ai pas reçu le devis' })
    await ask(lise, tokenOf(await question()), {}, 'Ce que nous vous', '\n')
    await program.relais('subscriber', 'remove', bureau, lise)
  })
})

describe('an author takes back a message', () => {
  /** ANNULER, with the confirmation that spf-aligned asks for; what the author is told. */
  async function takeBack(fields: Record<string, string>, body?: string): Promise<string> {
    const question = await ask(anne, requests, fields, 'Est-ce bien vous', body)
    return await textOf(await ask(anne, tokenOf(question), {}, 'Votre message «', 'OUI\n'))
  }

  test('that has left: hidden from archive, search and feed; who has it is counted', async () => {
    await write(anne, bureau, { Subject: 'Zanzibar', 'Message-ID': '<zanzibar@orange.example>' })
    await until(() => sent('Zanzibar', paul)[0] && sent('Zanzibar', anne)[0])
    const cookie = await signIn(program, paul)
    const url = `${program.web}/lists/${bureau}/messages/${urlHash('zanzibar@orange.example')}`
    const page = async (at: string) => await fetch(at, { headers: { cookie } })
    expect((await page(url)).status).toBe(200)
    const told = await takeBack({ Subject: 'Re: Zanzibar' }, 'ANNULER\n')
    expect(told).toContain('ne se lit plus')
    expect(told).toContain('1 personne l’a déjà reçu')
    expect((await page(url)).status).toBe(404)
    expect(await (await page(`${program.web}/lists/${bureau}/feed.atom`)).text()).not.toContain('Zanzibar')
    const found = await (await page(`${program.web}/api/v1/search?q=zanzibar`)).json()
    expect(found).toMatchObject({ total: 0 })
    expect(
      await textOf(await ask(paul, requests, { Subject: 'CHERCHER zanzibar' }, 'Votre recherche')),
    ).toContain('aucun message')
  })

  test('whose copies wait: those do not leave any more', async () => {
    sink.refuse(paul, '451 4.7.1 later', 1)
    await write(anne, bureau, { Subject: 'Trop vite', 'Message-ID': '<vite@orange.example>' })
    await until(() => sent('Trop vite', anne)[0])
    const told = await takeBack({ Subject: 'ANNULER', 'In-Reply-To': '<vite@orange.example>' })
    expect(told).toContain('Il a été arrêté à temps')
    await program.relais('queue', 'retry')
    await write(anne, bureau, { Subject: 'Ensuite' })
    await until(() => sent('Ensuite', paul)[0])
    expect(sent('Trop vite', paul)).toEqual([])
  })

  test('that waits: it never leaves', async () => {
    await forged(anne, bureau, { Subject: 'Pas relu', 'Message-ID': '<relu@orange.example>' })
    const question = await until(
      () => sent('Confirmez votre message « Pas relu', anne)[0] ?? sent('Pas relu', anne)[0],
    )
    expect(await takeBack({ Subject: 'ANNULER <relu@orange.example>' })).toContain('Il ne le sera pas')
    await write(anne, tokenOf(question), {}, 'oui\n')
    await allTo(paul)
    expect(sent('Pas relu', paul)).toEqual([])
  })

  test('that the list keeps: it stays', async () => {
    await program.relais('list', 'set', annonces, 'take-back=no')
    const question = await ask(
      anne,
      'relais@relais.example',
      { Subject: 'ANNULER <fete@orange.example>' },
      'Est-ce bien vous',
    )
    expect(await textOf(await ask(anne, tokenOf(question), {}, 'Votre message «', 'OUI\n'))).toContain(
      'garde dans ses archives',
    )
    expect(
      await textOf(
        await ask(zoe, 'annonces-request@velo15.example', { Subject: 'CHERCHER fête' }, 'Votre recherche'),
      ),
    ).toContain('1 message')
  })

  test('nobody takes back what another wrote, and an absence that answers takes nothing back', async () => {
    const theirs = await ask(
      paul,
      requests,
      { Subject: 'ANNULER <balade-1@orange.example>' },
      'Est-ce bien vous',
    )
    await ask(paul, tokenOf(theirs), {}, 'Nous ne trouvons pas', 'OUI\n')
    const question = watch('Est-ce bien vous', anne)
    await write(anne, requests, { Subject: 'ANNULER <balade-2@orange.example>' })
    const asked = await question()
    await ask(anne, tokenOf(asked), {}, 'oui ou non', 'Je suis absente jusqu’au 3.\n')
    expect(
      await textOf(await ask(paul, requests, { Subject: 'CHERCHER objet : balade' }, 'Votre recherche')),
    ).toContain('12 messages')
  })

  test('that is not named: their own are offered by number', async () => {
    const question = await ask(anne, requests, { Subject: 'ANNULER' }, 'Est-ce bien vous')
    const own = await ask(anne, tokenOf(question), {}, 'Quel message', 'oui\n')
    const number = /(\d+)\. Balade 12\n/.exec(await textOf(own))![1]
    expect(await textOf(await ask(anne, tokenOf(own), {}, 'Votre message «', `${number}\n`))).toContain(
      'Balade 12',
    )
  })
})

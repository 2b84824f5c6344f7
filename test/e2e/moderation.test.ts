// What waits is decided by mail: each test is a message that waits, what its moderators answer, and what comes of it.
import { simpleParser } from 'mailparser'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { give, mail } from '../support/mail.ts'
import { until } from '../support/until.ts'
import { openTown, type Received, type Resident, type Town } from './parity/town.ts'

let town: Town
const list = 'bureau@velo15.example'
const waitSeconds = 6
let anne: Resident
let paul: Resident
let lise: Resident

beforeAll(async () => {
  town = await openTown({
    RELAIS_EVIDENCE: 'trust',
    RELAIS_MODERATION_MAIL_WAIT_SECONDS: String(waitSeconds),
    RELAIS_MODERATION_MAILS_PER_HOUR: '1000',
  })
  anne = town.resident('anne')
  paul = town.resident('paul')
  lise = town.resident('lise')
  const { program } = town
  await program.relais('space', 'create', 'velo15', '--name', 'Vélo 15', '--domain', 'velo15.example')
  const owners = [anne, paul].flatMap(({ address }) => ['--owner', address])
  const made = ['--space', 'velo15', '--title', 'Bureau', '--preset', 'moderated', ...owners]
  await program.relais('list', 'create', list, ...made)
  await program.relaisWith(`${lise.address}\n`, 'subscriber', 'import', list, '-')
}, 60_000)
afterAll(() => town?.close())

interface Queued {
  readonly subject: string
  readonly decision: string | null
}
const queued = async (subject: string): Promise<Queued | undefined> =>
  JSON.parse(await town.program.relais('queue', 'list', '--json')).posts.find(
    (post: Queued) => post.subject === subject,
  )

const notice = (subject: string) => `À décider sur Bureau\u00a0: «\u202f${subject}\u202f»`
const noted = (subject: string) => `C’est noté\u00a0: le message «\u202f${subject}\u202f»`
const standing = ({ address }: Resident) => `C’est noté\u00a0: ${address} sur`

/** Somebody's message that waits, as the first moderator got it. */
async function held(
  subject: string,
  author = town.resident('zoe'),
  body = 'Bonjour à tous.\n',
): Promise<Received> {
  await author.write(list, subject, body)
  return await anne.gets(notice(subject))
}

test('a held message reaches its moderators; OUI sends it after the wait', { timeout: 30_000 }, async () => {
  const zoe = town.resident('zoe')
  const asked = await held('Balade', zoe, 'Rendez-vous dimanche.\n')
  expect(asked.subject).toContain(zoe.address)
  expect(asked.text).toContain('les règles de la liste')
  expect(asked.text).toContain('> Rendez-vous dimanche.')
  expect(asked.text).not.toContain('confirm+')
  expect((await zoe.gets('attend d’être relu')).text).toContain('Balade')
  await paul.gets(notice('Balade'))
  await anne.answer(asked, 'OUI\n')
  const answered = Date.now()
  const told = await anne.gets(noted('Balade'))
  expect(told.text).toMatch(/sera diffusé sur bureau@velo15\.example à \d+.h.\d\d/)
  expect(told.text).toContain('répondez ANNULER')
  expect(await queued('Balade')).toMatchObject({ decision: 'accept' })
  await lise.gets('Balade')
  expect(Date.now() - answered).toBeGreaterThan((waitSeconds - 1) * 1000)
  expect(zoe.hasGot('retenu')).toBe(false)
  expect(await queued('Balade')).toBeUndefined()
})

test('the first decision counts, the second moderator learns of it calmly', async () => {
  const asked = await held('Photos')
  const second = await paul.gets(notice('Photos'))
  await anne.answer(asked, 'OUI RAPIDE\n')
  expect((await anne.gets(noted('Photos'))).text).toContain('part maintenant')
  await lise.gets('Photos')
  await paul.answer(second, 'Non : déjà annoncé\n')
  expect((await paul.gets('Déjà traité')).text).toMatch(
    /Déjà traité par anne@courriel\.example à \d+.h.\d\d.: accepté\./,
  )
  await anne.answer(asked, 'OUI\n')
  await anne.gets('Déjà traité')
})

test('NON with a reason tells the author once, after the wait; nothing of ours is passed on', {
  timeout: 30_000,
}, async () => {
  const author = town.resident('luc')
  const asked = await held('Vente', author)
  const outlook = `De : Bureau <${asked.from}>\nEnvoyé : lundi\nBonjour,`
  await anne.answer(asked, `NON : plutôt sur la liste des annonces.\nMerci Luc\n\n${outlook}\n`)
  expect((await anne.gets(noted('Vente'))).text).toContain('ne sera pas diffusé')
  const told = await author.gets('n’a pas été retenu')
  expect(told.text).toContain('plutôt sur la liste des annonces.')
  expect(told.text).not.toMatch(/confirm\+|Envoyé/)
  expect(lise.hasGot('Vente')).toBe(false)
})

test('ANNULER before it takes effect: it waits again, and nothing leaves', { timeout: 40_000 }, async () => {
  const author = town.resident('luc')
  const asked = await held('Regret', author)
  await anne.answer(asked, 'OUI\n')
  await anne.answer(await anne.gets(noted('Regret')), 'Annuler, merci\n')
  expect((await anne.gets('C’est annulé')).text).toContain('attend de nouveau')
  expect(await queued('Regret')).toMatchObject({ decision: null })
  // What the first decision would have brought is due now; a later post, decided after it, passes it.
  const later = await held('Plus tard')
  await anne.answer(later, 'OUI\n')
  await lise.gets('Plus tard')
  expect(lise.hasGot('Regret')).toBe(false)
  expect(await queued('Regret')).toMatchObject({ decision: null })
  await paul.answer(await paul.gets(notice('Regret')), 'RAPIDE\n')
  await lise.gets('Regret')
  await anne.answer(asked, 'ANNULER\n')
  expect((await anne.gets('Déjà traité')).text).toContain('Déjà traité par paul@courriel.example')
})

test('SPAM throws it away without a word', { timeout: 30_000 }, async () => {
  const author = town.resident('pub')
  const asked = await held('Gagnez !', author)
  await anne.answer(asked, 'spam\n')
  await anne.gets(noted('Gagnez !'))
  await until(async () => (await queued('Gagnez !')) === undefined, 20_000)
  expect(author.hasGot('retenu')).toBe(false)
  expect(lise.hasGot('Gagnez !')).toBe(false)
})

test('TOUJOURS lets somebody’s next messages pass; ANNULER makes them wait again', {
  timeout: 60_000,
}, async () => {
  const author = town.resident('maria')
  await anne.answer(await held('Un', author), 'TOUJOURS\n')
  const told = await anne.gets(noted('Un'))
  expect(told.text).toContain('Ses prochains messages y passeront sans attendre.')
  await lise.gets('Un')
  await author.write(list, 'Deux de Maria')
  await lise.gets('Deux de Maria')
  expect(anne.hasGot('Deux de Maria')).toBe(false)
  // Her name alone isn't enough: nothing proves this one.
  await author.writeUnproved(list, 'Trois de Maria')
  await author.gets('Confirmez')
  await anne.answer(told, 'ANNULER\n')
  expect((await anne.gets(standing(author))).text).toContain('attendront de nouveau')
  await held('Quatre de Maria', author)
  await anne.answer(told, 'ANNULER\n')
  await anne.gets('Déjà traité')
})

test('BLOQUER drops this message and the next ones without a word; ANNULER ends it', {
  timeout: 60_000,
}, async () => {
  const author = town.resident('bruit')
  await anne.answer(await held('Bruit un', author), 'Bloquer cette personne\n')
  const told = await anne.gets(noted('Bruit un'))
  await until(async () => (await queued('Bruit un')) === undefined, 20_000)
  await author.write(list, 'Bruit deux')
  await held('Entre-temps')
  expect(anne.hasGot(notice('Bruit deux'))).toBe(false)
  await anne.answer(told, 'ANNULER\n')
  expect((await anne.gets(standing(author))).text).toContain('ne sont plus bloqués')
  await held('Bruit trois', author)
  expect(author.hasGot('retenu')).toBe(false)
})

test('ANNULER right after TOUJOURS restores the hold and welcomes nobody', { timeout: 40_000 }, async () => {
  const author = town.resident('nina')
  const asked = await held('Nina un', author)
  await anne.answer(asked, 'TOUJOURS\n')
  await anne.gets(noted('Nina un'))
  await anne.answer(asked, 'ANNULER\n')
  await anne.gets('C’est annulé')
  const later = await held('Puis un autre')
  await anne.answer(later, 'OUI\n')
  await lise.gets('Puis un autre')
  await held('Nina deux', author)
  expect(await queued('Nina un')).toMatchObject({ decision: null })
  expect(lise.hasGot('Nina')).toBe(false)
})

test('what is no answer gets the choices, and decides nothing', async () => {
  const asked = await held('Chorale')
  await anne.answer(asked, 'Oui mais pas avant lundi\n')
  expect((await anne.gets('pas compris votre décision')).text).toContain('OUI, NON, TOUJOURS')
  expect(await queued('Chorale')).toMatchObject({ decision: null })
})

test('the original is attached, but not where a part of it is suspect', async () => {
  const author = town.resident('zoe')
  const safe = await held('Avec rien', author, 'Un accent : é.\n')
  const { attachments } = await simpleParser(safe.bytes)
  expect(attachments.map((one) => one.contentType)).toEqual(['message/rfc822'])
  expect((await simpleParser(attachments[0]!.content)).text).toContain('Un accent : é.')
  const files = [
    '--b\nContent-Type: text/plain\n\nVoir la facture.',
    '--b\nContent-Type: application/octet-stream\nContent-Disposition: attachment; filename="facture.pdf.exe"\n\nMZ',
    '--b--\n',
  ].join('\n')
  const fields = { 'MIME-Version': '1.0', 'Content-Type': 'multipart/mixed; boundary=b' }
  await author.write(list, 'Avec facture', files, fields)
  const suspect = await anne.gets(notice('Avec facture'))
  const parsed = await simpleParser(suspect.bytes)
  expect(parsed.attachments).toEqual([])
  expect(parsed.text).toMatch(/n’est pas joint, par prudence, à cause de.: facture\.pdf\.exe/)
  expect(parsed.text).toContain('> Voir la facture.')
})

test('EN ATTENTE brings the round-up, answered in one mail; who does not moderate is told so', {
  timeout: 40_000,
}, async () => {
  for (const subject of ['Tour un', 'Tour deux', 'Tour trois']) await held(subject)
  await anne.write('bureau-request@velo15.example', 'EN ATTENTE')
  const roundUp = await anne.gets('Récapitulatif')
  const numberOf = (subject: string) => {
    const number = new RegExp(`(\\d+)\\. bureau@velo15\\.example.: «.${subject}.»`).exec(roundUp.text)?.[1]
    expect(number).toBeDefined()
    return number!
  }
  const [one, two, three] = ['Tour un', 'Tour deux', 'Tour trois'].map(numberOf)
  await anne.answer(roundUp, `${one} rapide, ${two} non, ${three} oui mais\n`)
  await anne.gets('pas compris vos décisions')
  expect(await queued('Tour un')).toMatchObject({ decision: null })
  await anne.answer(roundUp, `${one} rapide, ${two} non\n${three} : spam, merci\n`)
  const told = await anne.gets('vos réponses au récapitulatif')
  expect(told.text).toContain('part maintenant')
  await lise.gets('Tour un')
  await anne.answer(told, `${two} annuler\n`)
  expect((await anne.gets('vos réponses au récapitulatif')).text).toContain('attend de nouveau')
  await until(async () => (await queued('Tour trois')) === undefined, 20_000)
  expect(await queued('Tour deux')).toMatchObject({ decision: null })
  await lise.write('bureau-request@velo15.example', 'MODINDEX')
  await lise.gets('Vous ne modérez pas')
  await paul.write('relais@relais.example', 'EN ATTENTE')
  expect((await paul.gets('Récapitulatif')).text).toContain('Tour deux')
})

test('who asks to join is decided by mail: welcomed, or told kindly; later answers change nothing', {
  timeout: 60_000,
}, async () => {
  await town.program.relais('list', 'set', list, 'subscribe=moderated')
  const joins = async (name: string) => {
    const person = town.resident(name)
    await person.write('bureau-subscribe@velo15.example', '')
    await person.answer(await person.gets('Rejoindre la liste'), '')
    await person.gets('est transmise')
    return { person, asked: await anne.gets(`${person.address} demande à rejoindre`) }
  }
  const gil = await joins('gil')
  await anne.answer(gil.asked, 'RAPIDE\n')
  expect((await anne.gets('C’est noté\u00a0: la demande de gil')).text).toContain('est maintenant sur')
  await gil.person.gets('Bienvenue')
  await paul.answer(await paul.gets('gil@courriel.example demande'), 'NON\n')
  expect((await paul.gets('Déjà traité')).text).toContain('acceptée')
  const eva = await joins('eva')
  await anne.answer(eva.asked, 'Non, la liste est réservée au bureau.\n')
  await anne.gets('C’est noté\u00a0: la demande de eva')
  expect((await eva.person.gets('n’a pas été retenue')).text).toContain('réservée au bureau')
  expect(eva.person.hasGot('Bienvenue')).toBe(false)
})

test('a moderator on holiday names a deputy, who is told and decides in their place', {
  timeout: 60_000,
}, async () => {
  const requests = 'bureau-request@velo15.example'
  await anne.write(requests, 'PAUSE MODÉRATION jusqu’au 15 août, inconnu@courriel.example')
  await anne.gets('Qui vous remplace')
  await anne.write(requests, `PAUSE MODÉRATION jusqu’au 15 août, ${lise.address}`)
  const question = await anne.gets('Suspendre votre modération')
  expect(question.text).toMatch(/jusqu’au 15.août.\d+ compris.*lise@courriel\.example décide/s)
  expect(lise.hasGot('Vous modérez')).toBe(false)
  await anne.answer(question, 'oui\n')
  await anne.gets('C’est noté pour la modération')
  await lise.gets('Vous modérez bureau@velo15.example à la place')
  await town.resident('zoe').write(list, 'En vacances')
  const asked = await lise.gets(notice('En vacances'))
  expect(anne.hasGot(notice('En vacances'))).toBe(false)
  await lise.answer(asked, 'RAPIDE\n')
  await lise.gets('En vacances')
  await anne.write(requests, 'REPRENDRE MODÉRATION')
  await anne.answer(await anne.gets('Reprendre votre modération'), 'oui\n')
  await anne.gets('Vous modérez de nouveau')
  await lise.answer(asked, 'ANNULER\n')
  await lise.gets('Vous ne modérez pas')
  await held('De retour')
})

const answers = async (from: string, to: string, fields: Record<string, string>, body: string) =>
  give(town.program.smtp, { from, to: [to] }, mail({ From: from, To: to, ...fields }, body))

test('nothing that is not the moderator’s own typed answer changes anything', {
  timeout: 60_000,
}, async () => {
  const asked = await held('Convoitise')
  const mine = (fields: Record<string, string>, body: string) =>
    answers(anne.address, asked.from, fields, body)
  await answers(lise.address, asked.from, { Subject: 'Fwd: À décider' }, 'OUI\n')
  await answers(paul.address, asked.from, {}, 'OUI\n')
  await mine({ 'Auto-Submitted': 'auto-replied' }, 'OUI\n')
  await mine({ Subject: 'Réponse automatique : À décider', 'In-Reply-To': '<x@y>' }, 'OUI\n')
  await mine({ 'Content-Type': 'multipart/report; boundary=b' }, '--b\n\nOUI\n--b--\n')
  await mine({ 'Content-Type': 'text/calendar; method=REPLY' }, 'OUI\n')
  const alternative = (type: string, more = '') =>
    `--b\nContent-Type: text/plain\n\nOUI\n--b\nContent-Type: ${type}\n${more}\nOUI\n--b--\n`
  const several = { 'MIME-Version': '1.0', 'Content-Type': 'multipart/alternative; boundary=b' }
  await mine(several, alternative('text/calendar; method=REPLY'))
  await mine(several, alternative('text/plain', 'Content-Disposition: reaction\n'))
  await mine({ 'Content-Disposition': 'reaction' }, 'OUI\n')
  await mine({}, 'Oui, je suis absente jusqu’au 15 août.\n')
  await mine({}, `> OUI\n\n${'— répondez au-dessus de cette ligne —'}\nOUI\n`)
  await mine({ From: `${anne.address}, ${paul.address}` }, 'OUI\n')
  await give(
    town.program.smtp,
    { from: 'autre@ailleurs.example', to: [asked.from] },
    mail({ From: `"${anne.address}" <autre@ailleurs.example>`, To: asked.from }, 'OUI\n'),
  )
  await anne.gets('pas compris votre décision')
  const after = await held('Après les ruses')
  await anne.answer(after, 'RAPIDE\n')
  await lise.gets('Après les ruses')
  expect(await queued('Convoitise')).toMatchObject({ decision: null })
  expect(lise.hasGot('Convoitise')).toBe(false)
})

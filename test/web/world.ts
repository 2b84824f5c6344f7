// A small world for the pages: two associations, a public list, a private one, an empty one, and every kind of
// message that a page must bear.
import { createHash } from 'node:crypto'
import { ensureAdministrator } from '#lists/instance.ts'
import { createList, type List } from '#lists/lists.ts'
import { ensurePerson } from '#lists/people.ts'
import { createSpace, type Space } from '#lists/spaces.ts'
import { subscribe } from '#lists/subscriptions.ts'
import { urlHash } from '#mta/message/identity.ts'
import { index } from '#search/postgres.ts'
import type { Blobs } from '#store/blobs.ts'
import type { Db, Tx } from '#store/database.ts'

export interface Mail {
  readonly list: List
  readonly id: string
  readonly from: readonly [name: string, address: string]
  readonly at: string
  readonly subject: string
  readonly text: string
  readonly html?: string
  readonly parent?: string
  readonly to?: readonly { field: 'to' | 'cc'; name: string; address: string }[]
  readonly files?: readonly { name: string; type: string; bytes: Buffer }[]
  readonly defects?: readonly string[]
}

/** Puts a message into the archive as filing does. */
export async function fileMail(db: Db, blobs: Blobs, mail: Mail): Promise<string> {
  const hash = urlHash(mail.id)
  const raw = Buffer.from(
    `From: ${mail.from[1]}\r\nSubject: ${mail.subject}\r\nMessage-ID: <${mail.id}>\r\n\r\n${mail.text}`,
  )
  const parts = [
    raw,
    Buffer.from(mail.text),
    Buffer.from(mail.html ?? ''),
    ...(mail.files ?? []).map((file) => file.bytes),
  ]
  const staged = await Promise.all(parts.map((bytes) => blobs.stage(bytes)))
  await db.transaction(async (tx) => {
    await blobs.keep(tx, staged)
    const [row] = await tx('messages')
      .insert({
        message_id: mail.id,
        fingerprint: createHash('sha256').update(raw).digest(),
        hash,
        raw: staged[0]!.hash,
        text: staged[1]!.hash,
        html: mail.html === undefined ? null : staged[2]!.hash,
        size: raw.length,
        dated_at: mail.at,
        subject: mail.subject,
        base_subject: mail.subject,
        from_name: mail.from[0],
        from_address: mail.from[1],
        recipients: JSON.stringify(
          mail.to ?? [{ field: 'to', name: mail.list.title, address: mail.list.address }],
        ),
        defects: mail.defects ?? [],
      })
      .returning(['id'])
    await post(tx, mail, { id: row.id, hash })
    for (const [i, file] of (mail.files ?? []).entries()) {
      await tx('attachments').insert({
        message_id: row.id,
        n: i + 1,
        name: file.name,
        type: file.type,
        size: file.bytes.length,
        blob: staged[3 + i]!.hash,
      })
    }
    await index(tx, {
      messageId: row.id,
      datedAt: new Date(mail.at),
      subject: mail.subject,
      text: mail.text,
      fromName: mail.from[0],
      fromAddress: mail.from[1],
    })
  })
  return hash
}

async function post(tx: Tx, mail: Mail, message: { id: number; hash: string }): Promise<void> {
  const parent =
    mail.parent === undefined
      ? undefined
      : await tx('postings')
          .join('messages', 'messages.id', 'postings.message_id')
          .where({ 'messages.message_id': mail.parent, 'postings.list_id': mail.list.id })
          .first('messages.id', 'postings.thread_id')
  const own = {
    list_id: mail.list.id,
    hash: message.hash,
    base_subject: mail.subject,
    subject: mail.subject,
    first_at: mail.at,
    last_at: mail.at,
  }
  const thread = parent ? parent.thread_id : (await tx('threads').insert(own).returning(['id']))[0].id
  await tx('threads').where({ id: thread }).update({ last_at: mail.at })
  await tx('postings').insert({
    message_id: message.id,
    list_id: mail.list.id,
    thread_id: thread,
    parent_id: parent?.id ?? null,
    dated_at: mail.at,
  })
}

export interface World {
  readonly spaces: { readonly velo: Space; readonly jardin: Space; readonly bare: Space }
  readonly lists: { readonly annonces: List; readonly bureau: List; readonly empty: List }
  readonly people: { readonly anne: number; readonly stranger: number; readonly administrator: number }
  /** Hashes of messages, which are also those of the threads they begin. */
  readonly hashes: {
    readonly meeting: string
    readonly private: string
    readonly long: string
    readonly html: string
    readonly odd: string
    readonly rtl: string
  }
}

export const LONG_THREAD = 57 // messages

export async function makeWorld(db: Db, blobs: Blobs): Promise<World> {
  const domain = 'relais.example'
  const made = await db.transaction(async (tx) => {
    const velo = await createSpace(tx, {
      slug: 'velo15',
      name: 'Vélo 15',
      kind: 'association',
      domain: 'velo15.example',
      description: 'À vélo dans le 15e : atelier de réparation, balades, pistes cyclables.',
    })
    const jardin = await createSpace(tx, {
      slug: 'jardins',
      name: 'Jardins partagés du Quai',
      kind: 'collective',
    })
    const bare = await createSpace(tx, { slug: 'chorale', name: 'Chorale', kind: 'association' })
    const annonces = await createList(tx, {
      address: 'annonces@velo15.example',
      space: velo,
      title: 'Annonces',
      description: 'Un ou deux messages par mois : balades, atelier, rendez-vous avec la mairie.',
      preset: 'public',
      domain,
    })
    const bureau = await createList(tx, {
      address: 'bureau@velo15.example',
      space: velo,
      title: 'Bureau',
      description: 'Les sept du bureau.',
      preset: 'private',
      domain,
    })
    const empty = await createList(tx, {
      address: 'parcelles@jardins.relais.example',
      space: jardin,
      title: 'Parcelles',
      preset: 'public',
      domain,
    })
    const joined = { source: 'own', evidence: 'session' } as const
    const { person: anne } = await subscribe(tx, annonces, {
      address: 'anne@velo15.example',
      name: 'Anne Martin',
      ...joined,
    })
    await subscribe(tx, bureau, { address: 'anne@velo15.example', mode: 'digest', ...joined })
    await subscribe(tx, annonces, { address: 'jean@coop.example', name: 'Jean Kervella', ...joined })
    const other = await ensurePerson(tx, {
      address: 'paulette@velo15.example',
      name: 'Paulette Béranger',
      verified: 'verified',
    })
    return { velo, jardin, bare, annonces, bureau, empty, anne: anne.id, stranger: other.id }
  })
  const administrator = await ensureAdministrator(db, {
    address: 'admin@relais.example',
    name: 'Camille Admin',
  })
  return {
    spaces: made,
    lists: made,
    people: { anne: made.anne, stranger: made.stranger, administrator: administrator!.id },
    hashes: await makeArchive(db, blobs, made),
  }
}

const ANNE = ['Anne Martin', 'anne@velo15.example'] as const
const JEAN = ['Jean Kervella', 'jean@coop.example'] as const
const PAULETTE = ['Paulette Béranger', 'paulette@velo15.example'] as const
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

async function makeArchive(
  db: Db,
  blobs: Blobs,
  { annonces, bureau }: { annonces: List; bureau: List },
): Promise<World['hashes']> {
  const file = (mail: Mail) => fileMail(db, blobs, mail)
  const subject = 'Réunion avec la mairie : qui vient mardi ?'
  const meeting = await file({
    list: annonces,
    id: 'm1@velo15.example',
    from: ANNE,
    at: '2026-11-03T20:14:00+01:00',
    subject,
    text: MEETING,
    files: [
      { name: 'compte-rendu-juin.pdf', type: 'application/pdf', bytes: Buffer.alloc(212_000, 1) },
      { name: 'arceaux rue Lecourbe.png', type: 'image/png', bytes: PNG },
      { name: 'page.html', type: 'text/html', bytes: Buffer.from('<script>alert(1)</script>') },
    ],
  })
  await file({
    list: annonces,
    id: 'm2@coop.example',
    from: JEAN,
    at: '2026-11-04T08:02:00+01:00',
    subject: `Re: ${subject}`,
    parent: 'm1@velo15.example',
    text: ANSWER,
  })
  await file({
    list: annonces,
    id: 'm3@velo15.example',
    from: ANNE,
    at: '2026-11-04T09:30:00+01:00',
    subject: `Re: ${subject}`,
    parent: 'm2@coop.example',
    text: 'Oui, deux lignes suffisent. Merci !\n\n-- \nAnne Martin\nVélo 15, trésorière\n01 45 00 00 00',
  })
  await file({
    list: annonces,
    id: 'm4@velo15.example',
    from: PAULETTE,
    at: '2026-11-04T11:40:00+01:00',
    subject: `Re: ${subject}`,
    parent: 'm1@velo15.example',
    text: 'Moi aussi, si l’on peut se retrouver avant.',
  })
  await file({
    list: annonces,
    id: 'm5@nowhere.example',
    from: ['', 'k.obriain@nowhere.example'],
    at: '2026-11-06T18:05:00+01:00',
    subject: `Re: ${subject}`,
    parent: 'm1@velo15.example',
    text: 'Écrivez-moi à k.obriain@nowhere.example.\n',
  })
  const html = await file({
    list: annonces,
    id: 'h1@velo15.example',
    from: PAULETTE,
    at: '2026-09-14T10:00:00+02:00',
    subject: 'Balade du dimanche',
    text: 'Rendez-vous à 9 h, place Cambronne.',
    html: HTML,
  })
  const odd = await file({
    list: annonces,
    id: 'o1@velo15.example',
    from: ['', ''],
    at: '2025-12-31T23:30:00+01:00',
    subject: '',
    text: '',
    defects: ['broken-mime'],
  })
  const rtl = await file({
    list: annonces,
    id: 'r1@velo15.example',
    from: ['سلمى الإدريسي', 'salma@velo15.example'],
    at: '2025-06-02T10:00:00+02:00',
    subject: `دعوة إلى الجمعية العامة ${'et une très longue suite de mots sans fin, '.repeat(4)}Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft`,
    text: `السلام عليكم، ندعوكم إلى الجمعية العامة يوم الثلاثاء.\n\nhttps://example.org/${'a'.repeat(180)}`,
  })
  const secret = await file({
    list: bureau,
    id: 'p1@velo15.example',
    from: ANNE,
    at: '2026-10-01T09:00:00+02:00',
    subject: 'Budget : le brouillon',
    text: 'Le budget confidentiel, pour le bureau.',
  })
  await file({
    list: annonces,
    id: 'l0@velo15.example',
    from: ANNE,
    at: '2026-05-01T09:00:00+02:00',
    subject: 'Qui tient l’atelier cet été ?',
    text: 'Message numéro 0',
  })
  for (let i = 1; i < LONG_THREAD; i++) {
    const at = new Date(Date.parse('2026-05-01T09:00:00+02:00') + i * 3600_000).toISOString()
    await file({
      list: annonces,
      id: `l${i}@velo15.example`,
      from: i % 2 === 0 ? ANNE : JEAN,
      at,
      subject: 'Re: Qui tient l’atelier cet été ?',
      parent: `l${i % 7 === 0 ? 0 : i - 1}@velo15.example`,
      text: `Message numéro ${i}`,
    })
  }
  return { meeting, html, odd, rtl, private: secret, long: urlHash('l0@velo15.example') }
}

const MEETING = `Bonjour à toutes et à tous,

La mairie nous propose mardi 10 à 18 h pour parler des arceaux de la rue
Lecourbe. Il faut deux personnes : qui peut venir ? Le compte rendu de la
dernière fois est joint, et le plan est sur https://velo15.example/plan (page 4).

- apporter le plan
- prévenir l'accueil

Bien amicalement,
Anne`

const ANSWER = `Je viens volontiers. Faut-il préparer quelque chose sur « le plan vélo » ?

Le mar. 3 nov. 2026 à 20:14, Anne Martin <anne@velo15.example> a écrit :
> Bonjour à toutes et à tous,
>
> La mairie nous propose mardi 10 à 18 h pour parler des arceaux de la rue
> Lecourbe. Il faut deux personnes : qui peut venir ? Le compte rendu de la
> dernière fois est joint.
>
> Bien amicalement,
> Anne
`

const HTML = `<html><head><style>body{background:url(https://evil.example/bg.png)}</style></head><body onload="alert(1)">
<script src="https://evil.example/x.js"></script><h1 style="color:#a3231f;position:fixed">Balade</h1>
<p>Rendez-vous à <b>9 h</b>, <a href="javascript:alert(1)">place Cambronne</a> ou <a href="https://velo15.example/">ici</a>.</p>
<img src="https://evil.example/pixel.gif" alt="le vélo"><form action="https://evil.example"><input name="a"></form>
<a href="mailto:paulette@velo15.example">paulette@velo15.example</a></body></html>`

// Every kind of message that a page must bear.
import type { List } from '#lists/lists.ts'
import { urlHash } from '#mta/message/identity.ts'
import type { Blobs } from '#store/blobs.ts'
import type { Db } from '#store/database.ts'
import { fileMail, type Mail } from './filing.ts'

/** Hashes of messages, which are also those of the threads they begin. */
export interface Hashes {
  readonly meeting: string
  readonly private: string
  readonly long: string
  readonly html: string
  readonly odd: string
  readonly rtl: string
}

export const LONG_THREAD = 57 // messages

const ANNE = ['Anne Martin', 'anne@velo15.example'] as const
const JEAN = ['Jean Kervella', 'jean@coop.example'] as const
const PAULETTE = ['Paulette Béranger', 'paulette@velo15.example'] as const
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

export async function makeArchive(
  db: Db,
  blobs: Blobs,
  { annonces, bureau }: { annonces: List; bureau: List },
): Promise<Hashes> {
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
<p>Rendez-vous à <b>9 h</b>, <a href="javascript:alert(1)">place Cambronne</a> ou <a href="https://velo15.example/" title="paulette@velo15.example">ici</a>.</p>
<img src="https://evil.example/pixel.gif" alt="le vélo"><form action="https://evil.example"><input name="a"></form>
<a href="mailto:paulette@velo15.example">paulette@velo15.example</a></body></html>`

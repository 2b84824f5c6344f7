// What every engine must answer. Each engine's test file runs it on its own.
import { beforeAll, describe, expect, test } from 'vitest'
import type { Asked, Facets, Found, Scope, SearchEngine, Timeline } from '#search/engine.ts'
import { parseQuery } from '#search/query/parse.ts'
import type { Db } from '#store/database.ts'
import type { Archive, Mail } from './archive-rows.ts'

export interface EngineUnderTest {
  readonly db: Db
  readonly archive: Archive
  readonly engine: SearchEngine
  /** Waits until what was indexed is found. */
  settle(): Promise<void>
}

const day = (n: number): Date => new Date(Date.UTC(2026, 0, n, 12))
type Options = Partial<Pick<Asked, 'lists' | 'sort' | 'limit' | 'offset' | 'count' | 'marks' | 'extracts'>>

/** Tests of an engine; `open` is called once. */
export function engineSuite(open: () => Promise<EngineUnderTest>): void {
  let under: EngineUnderTest
  let garden: number
  let board: number
  let choir: number

  beforeAll(async () => {
    under = await open()
    garden = await under.archive.list('jardiniers@quai.example', 'Les jardiniers', 'Quai')
    board = await under.archive.list('bureau@quai.example', 'Bureau', 'Quai')
    choir = await under.archive.list('chorale@voix.example', 'La chorale', 'Voix')
  })

  async function file(lists: readonly number[], mail: Mail): Promise<number> {
    const id = await under.archive.file(under.engine, lists, mail)
    await under.settle()
    return id
  }

  async function find(query: string, options: Options = {}): Promise<Found> {
    return await under.engine.find({
      query: parseQuery(query).query,
      lists: 'all',
      sort: 'date',
      limit: 25,
      offset: 0,
      count: 'exact',
      timeZone: 'Europe/Paris',
      ...options,
    })
  }

  const ids = async (...args: Parameters<typeof find>): Promise<number[]> =>
    (await find(...args)).hits.map((hit) => hit.id)
  const question = (query: string, lists: Scope = 'all') => ({
    query: parseQuery(query).query,
    lists,
    timeZone: 'Europe/Paris',
  })
  const facets = (query: string, lists?: Scope): Promise<Facets> =>
    under.engine.facets(question(query, lists))
  const timeline = (query: string): Promise<Timeline> => under.engine.timeline(question(query))

  describe('a search', () => {
    test('answers with a stable link, the author, the subject and an extract', async () => {
      const id = await file([garden], {
        subject: 'Surplus de courges',
        text: 'Il y a une brouette de potimarrons devant la cabane.',
        from: { name: 'Juliette Navarro', address: 'juliette@asso.example' },
        datedAt: day(5),
      })
      const { total, totalIs, hits } = await find('brouette')
      expect([total, totalIs]).toEqual([1, 'exact'])
      expect(hits[0]).toEqual({
        id,
        messageId: expect.stringMatching(/@test$/),
        list: 'jardiniers@quai.example',
        date: day(5),
        from: 'Juliette Navarro <juliette@asso.example>',
        subject: 'Surplus de courges',
        kind: 'message',
        snippet: 'Il y a une brouette de potimarrons devant la cabane.',
        url: expect.stringMatching(/^\/lists\/jardiniers@quai\.example\/messages\/[a-z2-7]{32}$/),
      })
    })

    test('wants every word, in the subject, the text or the author, in any form', async () => {
      const id = await file([garden], {
        subject: 'Échelles doubles',
        text: "L'œuvre des châtaigniers",
        from: { name: 'Gaël Riou', address: 'g.riou@quai.example' },
      })
      for (const query of [
        'echelle double',
        'ÉCHELLE oeuvre',
        'châtaignier riou',
        'œuvre',
        'd’œuvres',
        "l'échelle",
        'e\u0301chelle',
        'g.riou@quai.example',
        'gael',
      ])
        expect(await ids(query), query).toEqual([id])
      expect(await ids('echelle absente')).toEqual([])
    })

    test('finds a word behind any elided article, asked with any other', async () => {
      const id = await file([garden], { text: 'Qu’horloge il y ait, ou non.' })
      for (const query of ["l'horloge", 'd’horloge', "jusqu'horloge", 'Horloges', 'HORLOGE'])
        expect(await ids(query), query).toEqual([id])
    })

    test('finds plurals, French and English', async () => {
      const id = await file([garden], {
        text: 'Trois tandems, deux tricycleaux, des kimonos, two umbrellas.',
      })
      for (const query of ['tandem', 'tricycleau', 'kimono', 'kimonos', 'umbrella', 'umbrellas'])
        expect(await ids(query), query).toEqual([id])
      const english = await file([garden], { text: 'The scheduling of meetings.' })
      expect(await ids('meeting schedule')).toEqual([english])
    })

    test('finds the parts of dates, file names and hyphenated words', async () => {
      const id = await file([garden], { text: 'zulu 2031-07-19 plan-du-verger.odt porte-bagages' })
      for (const query of [
        'zulu 19',
        'verger',
        'bagage',
        'porte-bagages',
        '2031-07-19',
        'plan-du-verger.odt',
      ])
        expect(await ids(query), query).toEqual([id])
    })

    test('articles and other little words need not be in the message', async () => {
      const id = await file([garden], { text: 'réparations chalut' })
      for (const query of [
        'les réparations du chalut',
        'à quel chalut',
        'cette réparation, même si c’était un chalut',
      ])
        expect(await ids(query), query).toEqual([id])
      expect(await ids('chalut car')).toEqual([])
    })

    test('is of words, or of no others, or of some of them', async () => {
      const both = await file([garden], { text: 'ortolan busard', datedAt: day(3) })
      const one = await file([garden], { text: 'ortolan', datedAt: day(2) })
      const other = await file([board], { text: 'busard', datedAt: day(1) })
      expect(await ids('ortolan -busard')).toEqual([one])
      expect(await ids('ortolan OU busard')).toEqual([both, one, other])
      expect(await ids('(ortolan OU busard) -(ortolan busard)')).toEqual([one, other])
      expect(await ids('busard OU (ortolan liste:bureau)')).toEqual([both, other])
      expect(await ids('ortolan -liste:bureau -"ortolan busard"')).toEqual([one])
      expect(await ids('-ortolan -busard liste:bureau')).not.toContain(other)
    })
  })

  describe('a phrase', () => {
    test('is found as it is written, whatever its accents, capitals, ligatures and elisions', async () => {
      const id = await file([garden], { text: 'Merci d’avance pour le bœuf\nbourguignon : à l’école !' })
      for (const query of [
        '"merci d\'avance"',
        '"Merci avance"',
        '"BOEUF bourguignon"',
        '"ecole"',
        '"d’avance pour le bœuf"',
      ])
        expect(await ids(query), query).toEqual([id])
      for (const query of ['"avance merci"', '"bœufs bourguignons"', '"merci pour"', '"écoles"'])
        expect(await ids(query), query).toEqual([])
    })

    test('does not go from a subject into a text, from a quote into an answer, from one answer into the next', async () => {
      await file([garden], {
        subject: 'Gare de triage',
        text: 'Locomotive verte\n\n> wagon rouge\n\nTunnel gris\n\n> pont noir\n\nViaduc blanc',
      })
      for (const query of [
        '"triage locomotive"',
        '"verte wagon"',
        '"rouge tunnel"',
        '"verte tunnel"',
        '"gris viaduc"',
      ])
        expect(await ids(query), query).toEqual([])
      expect(await ids('"locomotive verte" "wagon rouge" "gare de triage"')).toHaveLength(1)
    })

    test('may be one of little words only', async () => {
      const id = await file([garden], { text: 'sur le zinc de la' })
      expect(await ids('"sur le" zinc')).toEqual([id])
      expect(await ids('"de la"')).toContain(id)
      expect(await ids('"le sur"')).not.toContain(id)
    })
  })

  describe('the beginning of a word', () => {
    test('finds forms as they are written', async () => {
      const id = await file([garden], { text: 'Des journaux violemment employés, évidemment.' })
      for (const query of ['journa*', 'journaux*', 'violem*', 'employ*', 'emplo*', 'évidem*', 'ÉVI*'])
        expect(await ids(query), query).toContain(id)
      for (const query of ['journal*', 'violent*', 'emploi*'])
        expect(await ids(query), query).not.toContain(id)
    })

    test('may end a phrase', async () => {
      const id = await file([garden], { text: 'une mandoline désaccordée' })
      expect(await ids('"mandoline désacc*"')).toEqual([id])
      expect(await ids('"une désacc*"')).toEqual([])
    })
  })

  describe('the parts of a message', () => {
    const text = `Je viens avec la tondeuse.

-- 
Association des pipistrelles

Le 3 mars 2026 à 10:12, Anne Martin <anne@asso.example> a écrit :
> Qui apporte le sécateur ?`

    test('new text, quoted text, subject and signature are searched apart', async () => {
      const id = await file([garden], { subject: 'Chantier du samedi', text: `${text}` })
      for (const query of [
        'nouveau:tondeuse',
        'cité:sécateur',
        'sujet:chantier',
        'pipistrelle',
        'sécateur',
        'cité:"a écrit" sécateur',
      ])
        expect(await ids(query), query).toEqual([id])
      for (const query of [
        'nouveau:sécateur',
        'nouveau:pipistrelle',
        'nouveau:chantier',
        'cité:tondeuse',
        'sujet:tondeuse',
        'cité:"apporte la"',
      ])
        expect(await ids(query), query).toEqual([])
    })

    test('who wrote and who was written to are found by name, address, or a part of it', async () => {
      const id = await file([garden], {
        text: 'bonjour',
        from: { name: 'Marie-Claude Guézennec', address: 'mc.guezennec@vannes.example' },
        to: [
          { field: 'to', name: 'Yann Le Goff', address: 'yann@lorient.example' },
          { field: 'cc', name: '', address: 'bureau@quai.example' },
        ],
      })
      for (const query of [
        'de:mc.guezennec@vannes.example',
        'de:MC.Guezennec@Vannes.example',
        'de:@vannes.example',
        'de:mc.guezennec@',
        'de:guézennec',
        'de:"marie claude"',
        'de:guez*',
        'à:yann@lorient.example',
        'à:goff',
        'à:lorient',
        'à:bureau@quai.example de:guezennec',
        'a:guezennec a:yann',
      ])
        expect(await ids(query), query).toEqual([id])
      for (const query of [
        'de:yann',
        'à:guezennec',
        'de:guezennec@vannes.example',
        'de:marie@vannes.example',
        'à:yan@lorient.example',
      ])
        expect(await ids(query), query).toEqual([])
      expect(await ids('lorient')).not.toContain(id)
    })

    test('files are found by name, text and kind', async () => {
      const id = await file([garden], {
        text: 'Voir la pièce jointe.',
        files: [
          { name: 'Budget prévisionnel 2027.ods', type: 'application/octet-stream', text: 'arrosoirs 12 €' },
          { name: 'affiche.pdf', type: 'application/pdf' },
        ],
      })
      for (const query of [
        'fichier:prévisionnel',
        'fichier:"budget previsionnel"',
        'prévisionnel',
        'arrosoir',
        'arrosoir avec:pj',
        'arrosoir type:tableur',
        'arrosoir type:pdf',
      ])
        expect(await ids(query), query).toEqual([id])
      for (const query of [
        'fichier:arrosoir',
        'arrosoir type:image',
        'prévisionnel -avec:pj',
        'nouveau:arrosoir',
      ])
        expect(await ids(query), query).toEqual([])
    })

    test('a hit in a file names the file and shows its text', async () => {
      await file([garden], {
        text: 'Voir ci-joint.',
        files: [
          { name: 'a.txt', type: 'text/plain', text: 'rien ici' },
          { name: 'recettes.odt', type: 'application/x-odt', text: 'Une tarte aux mirabelles\net du miel.' },
        ],
      })
      const [hit] = (await find('mirabelle', { marks: 'control' })).hits
      expect(hit).toMatchObject({
        kind: 'file',
        file: { n: 2, name: 'recettes.odt' },
        snippet: 'Une tarte aux \u0002mirabelles\u0003 et du miel.',
      })
      await file([garden], {
        subject: 'Quetsches',
        text: 'Voir ci-joint.',
        files: [{ name: 'b.txt', type: 'text/plain', text: 'Une tarte aux quetsches.' }],
      })
      const [headed] = (await find('quetsche')).hits
      expect(headed).toMatchObject({ kind: 'message', snippet: 'Voir ci-joint.' })
      const [named] = (await find('fichier:recettes')).hits
      expect(named).toMatchObject({ kind: 'file', file: { name: 'recettes.odt' }, snippet: 'Voir ci-joint.' })
      await file([garden], {
        subject: 'Les pluviomètres',
        text: 'Trois pluviomètres.',
        files: [{ name: 'pluviomètres.odt', type: 'application/vnd.oasis.opendocument.text' }],
      })
      expect((await find('fichier:pluviomètres')).hits[0]).toMatchObject({
        kind: 'file',
        file: { name: 'pluviomètres.odt' },
      })
      expect((await find('pluviomètres')).hits[0]).toMatchObject({ kind: 'message' })
    })
  })

  describe('where and when', () => {
    test('lists and spaces are named by address, first part or title', async () => {
      const here = await file([garden], { text: 'genévrier' })
      const there = await file([choir], { text: 'genévrier' })
      for (const query of [
        'liste:jardiniers',
        'liste:jardiniers@quai.example',
        'liste:"les jardiniers"',
        'espace:quai',
      ])
        expect(await ids(`genévrier ${query}`), query).toEqual([here])
      expect(await ids('genévrier -espace:quai')).toEqual([there])
      const unknown = await find('genévrier liste:licornes')
      expect(unknown).toMatchObject({ total: 0, notes: [{ name: 'unknown-list', text: 'licornes' }] })
      const closed = await find('genévrier liste:chorale', { lists: [garden] })
      expect(closed).toMatchObject({ total: 0, notes: [{ name: 'unknown-list', text: 'chorale' }] })
    })

    test('days begin at midnight in the time zone asked for', async () => {
      const night = new Date('2019-06-30T22:30:00Z') // already July in Paris
      const id = await file([garden], { text: 'luciole', datedAt: night })
      for (const query of ['date:2019-07', 'après:2019-07-01 avant:2020', 'date:2019', 'date:2019-07-01'])
        expect(await ids(`luciole ${query}`), query).toEqual([id])
      for (const query of ['date:2019-06', 'avant:2019-07-01', 'date:2020', 'date:2018'])
        expect(await ids(`luciole ${query}`), query).toEqual([])
      const utc = { ...question('luciole date:2019-06'), timeZone: 'UTC' }
      expect((await under.engine.timeline(utc)).counted).toBe(1)
    })

    test('messages of odd dates are found by them too', async () => {
      const old = await file([garden], { text: 'aurochs', datedAt: new Date('1971-02-03T00:00:00Z') })
      const late = await file([garden], { text: 'aurochs', datedAt: new Date('2199-02-03T00:00:00Z') })
      expect(await ids('aurochs date:1971')).toEqual([old])
      expect(await ids('aurochs date:2199-02')).toEqual([late])
      expect(await ids('aurochs après:2000')).toEqual([late])
      expect(await ids('aurochs avant:2000')).toEqual([old])
    })

    test('a message is found by its Message-ID and a thread by its hash', async () => {
      const id = await file([garden, board], { text: 'héliotrope', messageId: 'unique.1@courriel.example' })
      expect(await ids('id:<unique.1@courriel.example>')).toEqual([id])
      expect(await ids('id:unique.2@courriel.example')).toEqual([])
      const { hash } = await under
        .db('threads')
        .join('postings', 'postings.thread_id', 'threads.id')
        .where({ message_id: id })
        .first('hash')
      expect(await ids(`fil:${hash}`)).toEqual([id])
      expect(await ids(`fil:${hash} héliotrope`)).toEqual([id])
      await file([garden], { text: 'ailleurs' })
      for (const absent of ['absent', 'ailleurs']) {
        expect(await ids(`fil:${hash} ${absent}`)).toEqual([])
        expect(await ids(`id:unique.1@courriel.example ${absent}`)).toEqual([])
      }
      expect(await ids(`fil:${hash} OU ailleurs`)).toHaveLength(2)
    })
  })

  describe('who may read', () => {
    test('shows only what stands in lists that may be read', async () => {
      const open = await file([garden], { text: 'cormoran' })
      const closed = await file([board], { text: 'cormoran' })
      expect((await ids('cormoran')).toSorted()).toEqual([open, closed].toSorted())
      expect(await ids('cormoran', { lists: [garden] })).toEqual([open])
      expect((await find('cormoran', { lists: [garden] })).total).toBe(1)
      const bySql = { sql: 'select id from lists where address = ?', bindings: ['bureau@quai.example'] }
      expect(await ids('cormoran', { lists: bySql })).toEqual([closed])
      for (const query of [
        'cormoran',
        '',
        '-cormoran',
        'cormoran OU -cormoran',
        `id:${(await find('cormoran')).hits[0]?.messageId}`,
      ])
        expect(await find(query, { lists: [] }), query).toMatchObject({ total: 0, hits: [] })
    })

    test('neither counts nor names nor dates tell of what may not be read', async () => {
      await file([board], { text: 'balbuzard', from: { name: 'Secrète', address: 'secret@asso.example' } })
      expect(await facets('balbuzard', [garden])).toMatchObject({
        counted: 0,
        lists: [],
        people: [],
        years: [],
      })
      expect(await under.engine.timeline(question('balbuzard', [garden]))).toMatchObject({
        counted: 0,
        months: [],
      })
    })

    test('a message in several readable lists is one result, in the list that had it first', async () => {
      const id = await file([garden, board], { text: 'salamandre' })
      await under
        .db('postings')
        .where({ message_id: id, list_id: board })
        .update({ posted_at: day(1) })
      await under.settle()
      const { total, hits } = await find('salamandre')
      expect([total, hits.map((hit) => hit.list)]).toEqual([1, ['bureau@quai.example']])
      const ofGarden = await find('salamandre', { lists: [garden] })
      expect(ofGarden.hits.map((hit) => hit.list)).toEqual(['jardiniers@quai.example'])
    })

    test('a removed or hidden posting is found no more, one shown again is', async () => {
      const id = await file([garden], { text: 'libellule' })
      for (const state of ['hidden', 'removed', 'shown']) {
        await under.db('postings').where({ message_id: id }).update({ state })
        await under.settle()
        expect((await find('libellule')).total, state).toBe(state === 'shown' ? 1 : 0)
      }
      await under.db('postings').where({ message_id: id }).delete()
      await under.settle()
      expect((await find('libellule')).total).toBe(0)
    })

    test('a message that comes to another list later is found there', async () => {
      const id = await file([garden], { text: 'engoulevent' })
      await under.archive.post(under.db, id, choir)
      await under.settle()
      expect(await ids('engoulevent', { lists: [choir] })).toEqual([id])
      expect(await ids('engoulevent liste:chorale')).toEqual([id])
    })
  })

  describe('the order', () => {
    test('shows the newest first, page after page, and always the exact total', async () => {
      const all: number[] = []
      for (let n = 1; n <= 7; n++) all.push(await file([garden], { text: 'hirondelle', datedAt: day(n) }))
      all.reverse()
      expect(await ids('hirondelle', { limit: 3 })).toEqual(all.slice(0, 3))
      expect(await ids('hirondelle', { limit: 3, offset: 3 })).toEqual(all.slice(3, 6))
      expect(await ids('hirondelle', { limit: 3, offset: 6 })).toEqual(all.slice(6))
      expect(await find('hirondelle', { limit: 3, offset: 100 })).toMatchObject({ total: 7, hits: [] })
      expect(await find('hirondelle', { limit: 0 })).toMatchObject({ total: 7, hits: [] })
    })

    test('by relevance, subjects come before texts, texts before quotes, and what says it often before what says it once', async () => {
      const passing = await file([garden], { text: 'Un héron !', datedAt: day(20) })
      const quoting = await file([garden], { text: 'Oui.\n\n> Un héron ?', datedAt: day(25) })
      const text =
        'Il est revenu ce matin, posé sur la citerne, et il regardait les poissons du bassin sans bouger.'
      const about = await file([garden], { subject: 'Le héron', text, datedAt: day(1) })
      const often = await file([garden], { text: 'Héron, héron, héron et encore le héron.', datedAt: day(2) })
      expect(await ids('héron', { sort: 'relevance' })).toEqual([about, often, passing, quoting])
      expect(await ids('héron', { sort: 'date' })).toEqual([quoting, passing, often, about])
      expect(await ids('héron', { sort: 'relevance', limit: 2, offset: 1 })).toEqual([often, passing])
      expect((await find('héron', { sort: 'relevance' })).total).toBe(4)
    })

    test('by relevance, words close together come before words far apart', async () => {
      const far = await file([garden], {
        text: `courlis ${'et puis rien '.repeat(40)} cendré`,
        datedAt: day(20),
      })
      const close = await file([garden], {
        text: `${'et puis rien '.repeat(40)} courlis cendré`,
        datedAt: day(1),
      })
      expect(await ids('courlis cendré', { sort: 'relevance' })).toEqual([close, far])
    })
  })

  describe('a large answer', () => {
    test('is counted to the end or as far as a page needs', async () => {
      const { db, archive, engine } = under
      const first = await file([garden], { text: 'étourneau', datedAt: day(1) })
      const copies = await db.transaction(async (tx) => {
        const { rows } = await tx.raw(
          `insert into messages (message_id, fingerprint, hash, raw, size, dated_at)
           select 'e' || n, raw, 'e' || n, raw, 0, timestamptz '2020-01-01' + n * interval '1 hour'
             from messages, generate_series(1, 1200) n where id = ? returning id, dated_at`,
          [first],
        )
        const { thread_id } = await tx('postings').where({ message_id: first }).first('thread_id')
        await tx.raw(
          `insert into postings (message_id, list_id, thread_id, dated_at)
           select id, ?, ?, now() from unnest(?::bigint[]) id`,
          [garden, thread_id, rows.map((row: { id: number }) => row.id)],
        )
        const entry = archive.entry(first)
        await engine.index(
          tx,
          rows.map((row: { id: number; dated_at: Date }) => ({
            ...entry,
            messageId: row.id,
            datedAt: row.dated_at,
          })),
        )
        return rows.length
      })
      await under.settle()
      expect(copies).toBe(1200)
      for (const query of [
        'étourneau',
        '"étourneau"',
        'étourn*',
        'étourneau liste:jardiniers',
        'étourneau -brouette',
      ]) {
        expect(await find(query, { limit: 2 }), query).toMatchObject({ total: 1201, totalIs: 'exact' })
        expect(await find(query, { limit: 2, count: 'capped' }), query).toMatchObject({
          total: expect.toSatisfy((total: number) => total >= 10 && total <= 1000),
          totalIs: 'at-least',
          hits: [{ id: first }, {}],
        })
      }
      const late = await find('étourneau', { limit: 10, offset: 1195, count: 'capped' })
      expect(late.hits).toHaveLength(6)
      expect((await find('étourneau', { limit: 5_000 })).hits).toHaveLength(1000)
      const all = await find('étourneau', { limit: 5_000, extracts: 'none' })
      expect(all.hits).toHaveLength(1201)
      expect(all.hits[0]).toMatchObject({ id: first, kind: 'message', snippet: '' })
      expect(await facets('étourneau')).toMatchObject({ counted: 1201, counts: 'all' })
    })
  })

  describe('what an answer has in common', () => {
    test('lists, spaces, years, people and kinds of file are counted', async () => {
      const from = { name: 'Rose Trémière', address: 'rose@asso.example' }
      const pdf = { name: 'x.pdf', type: 'application/pdf' }
      await file([garden, choir], { text: 'capucine', datedAt: new Date('2021-12-31T23:30:00Z'), from })
      await file([garden], { text: 'capucine', datedAt: new Date('2021-03-01T12:00:00Z'), files: [pdf, pdf] })
      await file([board], { text: 'capucine', datedAt: new Date('2020-03-01T12:00:00Z'), from })
      expect(await facets('capucine')).toEqual({
        counted: 3,
        counts: 'all',
        spaces: [
          { slug: 'quai', name: 'Quai', messages: 3 },
          { slug: 'voix', name: 'Voix', messages: 1 },
        ],
        lists: [
          { address: 'jardiniers@quai.example', title: 'Les jardiniers', messages: 2 },
          { address: 'bureau@quai.example', title: 'Bureau', messages: 1 },
          { address: 'chorale@voix.example', title: 'La chorale', messages: 1 },
        ],
        years: [
          { year: 2022, messages: 1 },
          { year: 2021, messages: 1 },
          { year: 2020, messages: 1 },
        ],
        people: [
          { address: 'rose@asso.example', name: 'Rose Trémière', messages: 2 },
          { address: 'anne@asso.example', name: '', messages: 1 },
        ],
        fileKinds: [{ kind: 'pdf', messages: 1 }],
      })
      expect((await facets('capucine', [garden])).lists).toEqual([
        { address: 'jardiniers@quai.example', title: 'Les jardiniers', messages: 2 },
      ])
      expect(await timeline('capucine')).toEqual({
        counted: 3,
        counts: 'all',
        months: [
          { month: '2020-03', messages: 1 },
          { month: '2021-03', messages: 1 },
          { month: '2022-01', messages: 1 },
        ],
      })
    })
  })

  describe('an index kept current', () => {
    test('indexing a message again replaces what was there', async () => {
      const id = await file([garden], { text: 'avanttout' })
      const entry = { ...under.archive.entry(id), text: 'aprestout' }
      await under.db.transaction((tx) => under.engine.index(tx, [entry]))
      await under.settle()
      expect(await ids('aprestout')).toEqual([id])
      expect(await ids('avanttout')).toEqual([])
    })

    test('a message taken out is found no more', async () => {
      const id = await file([garden], { text: 'fugace' })
      await under.db.transaction((tx) => under.engine.remove(tx, [id]))
      await under.settle()
      expect(await ids('fugace')).toEqual([])
    })

    test('what the archive shows and the engine does not have is named, and the other way round', async () => {
      const id = await file([garden], { text: 'témoin' })
      const before = await under.engine.compare({ first: id, last: id })
      expect(before).toEqual({ checked: 1, missing: [], stray: [] })
      await under.db.transaction((tx) => under.engine.remove(tx, [id]))
      await under.settle()
      expect(await under.engine.compare({ first: id, last: id })).toEqual({
        checked: 1,
        missing: [id],
        stray: [],
      })
    })
  })
}

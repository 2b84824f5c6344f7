// What the tests of outgoing mail start from: people with addresses, a list, messages, and a dispatcher.
import { createHash } from 'node:crypto'
import { loadSettings, type Settings } from '#config/settings.ts'
import { type Dispatcher, type DispatcherOptions, startDispatcher } from '#mta/out/dispatcher.ts'
import { enqueue, type NewCopy } from '#mta/out/queue.ts'
import type { Personal } from '#mta/out/render.ts'
import { type Blobs, openBlobs } from '#store/blobs.ts'
import type { Database } from '#store/database.ts'
import { openLog } from '#store/log.ts'

export interface World {
  readonly database: Database
  readonly blobs: Blobs
  readonly listId: number
  settings(variables?: Record<string, string>): Settings
  /** Makes people `p1@…`, each with one address; their ids. */
  people(count: number, domain?: string, prefix?: string): Promise<number[]>
  /** A message with this body, sent to these people (everybody without them); its id. */
  post(
    options?: Partial<NewCopy> & { text?: Buffer; to?: readonly number[]; subject?: string },
  ): Promise<number>
  dispatcher(settings: Settings, more?: Partial<DispatcherOptions>): Promise<Dispatcher>
  states(messageId?: number): Promise<Record<string, number>>
}

/** The fields of one person, as lists/ would write them. */
export const personal: Personal = (copy, delivery) => ({
  mailFrom: `bounces+${delivery.messageId}-${delivery.id}@relais.localhost`,
  fields: Buffer.from(
    `List-Unsubscribe: <https://relais.localhost/u/${copy.listId}-${delivery.personId}>\r\n`,
  ),
})

export async function openWorld(database: Database, folder: string): Promise<World> {
  const settings = (variables: Record<string, string> = {}) =>
    loadSettings({ env: { RELAIS_DATA: folder, ...variables }, file: '/dev/null' })
  const blobs = openBlobs(settings())
  const { db } = database
  const [space] = await db('spaces').insert({ slug: 'velo15', name: 'Vélo 15' }).returning('id')
  const [list] = await db('lists')
    .insert({
      space_id: space.id,
      address: 'bureau@velo15.example',
      list_id: 'bureau.velo15.example',
      title: 'Bureau',
    })
    .returning('id')
  let messages = 0
  return {
    database,
    blobs,
    listId: list.id,
    settings,
    async people(count, domain = 'ami.example', prefix = 'p') {
      const { rows } = await db.raw(
        `with made as (insert into people (name) select 'Personne ' || n from generate_series(1, ?::int) n returning id)
         insert into addresses (person_id, address, written)
         select id, ? || row_number() over (order by id) || '@' || ?, initcap(?) || row_number() over (order by id) || '@' || ?
           from made returning person_id`,
        [count, prefix, domain, prefix, domain],
      )
      return rows.map((row: { person_id: number }) => row.person_id)
    },
    async post({ text = Buffer.from('Bonjour\r\n'), to, subject = 'Réunion', ...copy } = {}) {
      messages++
      const head = Buffer.from(
        `From: Jean <jean@ami.example>\r\nMessage-ID: <${messages}@ami.example>\r\nSubject: =?utf-8?Q?R=C3=A9union?=\r\n`,
      )
      const raw = Buffer.concat([head, Buffer.from('\r\n'), text])
      const staged = await blobs.stage(raw)
      return await db.transaction(async (tx) => {
        await blobs.keep(tx, [staged])
        const [message] = await tx('messages')
          .insert({
            message_id: `${messages}@ami.example`,
            fingerprint: createHash('sha256').update(raw).digest(),
            hash: `h${messages}`,
            raw: staged.hash,
            size: raw.length,
            dated_at: new Date(),
            subject,
          })
          .returning('id')
        const audience = to
          ? {
              sql: 'select person_id, id as address_id, written from addresses where person_id = any(?)',
              bindings: [to],
            }
          : { sql: 'select person_id, id as address_id, written from addresses', bindings: [] }
        await enqueue(
          tx,
          {
            messageId: message.id,
            listId: list.id,
            header: head,
            body: staged.hash,
            bodyOffset: head.length + 2,
            size: raw.length,
            eightBit: false,
            utf8: false,
            sending: 'personal',
            personal: {},
            ...copy,
          },
          audience,
        )
        return message.id
      })
    },
    dispatcher: (settings, more = {}) =>
      startDispatcher({
        database,
        blobs,
        settings,
        resolver: async () => {
          throw Object.assign(new Error('no names here'), { code: 'ENOTFOUND' })
        },
        personal,
        batchedMailFrom: () => ({ mailFrom: 'bounces@relais.localhost', fields: Buffer.alloc(0) }),
        log: openLog((process.env.RELAIS_TEST_LOG as 'debug') ?? 'silent'),
        ...more,
      }),
    async states(messageId) {
      const { rows } = await db.raw(
        'select state, count(*)::int as count from deliveries where ?::bigint is null or message_id = ? group by state',
        [messageId ?? null, messageId ?? null] as never,
      )
      return Object.fromEntries(rows.map((row: { state: string; count: number }) => [row.state, row.count]))
    },
  }
}

/** Waits until the condition holds, asking every 10 ms, at most 10 s. */
export async function until(condition: () => Promise<boolean> | boolean): Promise<void> {
  const end = Date.now() + 10_000
  while (!(await condition())) {
    if (Date.now() > end) throw new Error(`not within 10 s: ${condition}`)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

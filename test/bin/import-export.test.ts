import { execFileSync } from 'node:child_process'
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { latestThreads } from '#archive/browse.ts'
import { openBundle } from '#archive/export/read-bundle.ts'
import { mailNumbered, mboxOf } from '../archive/import/mail-of-years.ts'
import { archiveContent } from '../support/archive-content.ts'
import { type Instance, openInstance } from './relais.ts'

const list = 'velo@relais.example'
const count = 90

let here: Instance
let there: Instance
let archive: string

beforeAll(async () => {
  ;[here, there] = await Promise.all([openInstance(), openInstance()])
  archive = join(here.folder, 'velo.zip')
  await writeFile(join(here.folder, 'old.mbox'), mboxOf(count))
  await here.relais('space', 'create', 'velo15', '--name', 'Vélo 15')
  await here.relais(
    'list',
    'create',
    list,
    '--space',
    'velo15',
    '--title',
    'Sorties à vélo',
    '--owner',
    'zoe@asso.example',
  )
  await here.relais('list', 'set', list, 'tag=vélo', 'post=moderated', 'description=Le dimanche, à vélo')
  await here.relaisWith(
    'address,name\nanne@asso.example,Anne Martin\nbob@asso.example,Bob\neve@asso.example,Ève\n',
    'subscriber',
    'import',
    list,
    '-',
  )
  await here.relais('subscriber', 'add', list, 'luc@asso.example', '--mode', 'digest', '--name', 'Luc')
  await here.relais('import', 'mbox', list, join(here.folder, 'old.mbox'))
  await here.db.raw(
    `insert into exclusions (list_id, person_id, since) select l.id, a.person_id, '2020-02-03T04:05:06Z'
       from lists l, addresses a where a.address = 'eve@asso.example'`,
  )
  await here.db.raw(
    `delete from reasons using addresses a where a.person_id = reasons.person_id and a.address = 'eve@asso.example'`,
  )
  await here.db.raw(
    `update preferences set paused_until = '2030-01-02T03:04:05Z', own_posts = false, hidden = true
      where person_id = (select person_id from addresses where address = 'anne@asso.example')`,
  )
  await here.db.raw(
    `update postings set state = case message_id % 3 when 0 then 'hidden' else 'removed' end where message_id % 10 in (3, 7)`,
  )
}, 120_000)
afterAll(async () => {
  await here?.close()
  await there?.close()
})

const kinds = [
  {
    kind: 'mbox',
    source: (folder: string) => writeFile(join(folder, 'a.mbox'), mboxOf(3, 90_000)),
    path: 'a.mbox',
  },
  {
    kind: 'maildir',
    source: (folder: string) =>
      files(folder, 'Maildir/cur', (n) => `15000000${n}.M${n}.host:2,S`, ['Maildir/new', 'Maildir/tmp']),
    path: 'Maildir',
  },
  { kind: 'eml', source: (folder: string) => files(folder, 'tree/2012', (n) => `${n}.eml`), path: 'tree' },
  {
    kind: 'zip',
    source: async (folder: string) => {
      await files(folder, 'zipped', (n) => `${n}.eml`)
      execFileSync('python3', ['-m', 'zipfile', '-c', 'a.zip', 'zipped'], { cwd: folder })
    },
    path: 'a.zip',
  },
] as const

async function files(
  folder: string,
  into: string,
  name: (n: number) => string,
  beside: string[] = [],
): Promise<void> {
  for (const path of [into, ...beside]) await mkdir(join(folder, path), { recursive: true })
  for (const n of [0, 1, 2]) await writeFile(join(folder, into, name(n)), mailNumbered(90_000 + n))
}

test.each(kinds)(
  'from $kind: pages show the thread, search finds its words',
  async ({ kind, source, path }) => {
    const address = `${kind}@relais.example`
    await source(here.folder)
    await here.relais('list', 'create', address, '--space', 'velo15')
    expect(await here.relaisJson('import', kind, address, path)).toMatchObject({
      added: 3,
      known: 0,
      leftovers: 0,
    })
    const [id] = await here.db('lists').where({ address }).pluck('id')
    const [thread, ...others] = await latestThreads(here.db, id, 10)
    expect(others).toEqual([])
    expect(thread).toMatchObject({ subject: 'Sortie à vélo 3000', messages: 3, starterName: 'Anne Martin' })
    const hits = await here.relaisJson('search', 'numéro 90001', '--list', address)
    expect(hits).toMatchObject({ total: 1, hits: [{ messageId: 'n90001@asso.example', list: address }] })
  },
)

test('a mail that several lists have is found in each, and once over all', async () => {
  for (const { kind } of kinds)
    expect(await here.relaisJson('search', 'tandem90002', '--list', `${kind}@relais.example`)).toMatchObject({
      total: 1,
    })
  expect(await here.relaisJson('search', 'tandem90002')).toMatchObject({ total: 1 })
})

/** How many messages a list shows. */
async function shownIn({ db }: Instance, address: string): Promise<{ rows: { n: number }[] }> {
  return await db.raw(
    `select count(*) as n from postings p join lists l on l.id = p.list_id and l.address = ? where p.state = 'shown'`,
    [address],
  )
}

test('what was imported is found by search, with the texts of its files, and sent to nobody', async () => {
  const found = await here.relaisJson<{ total: number }>('search', 'tandem60', '--list', list)
  expect(found.total).toBe(1)
  const inFile = await here.relaisJson<{ total: number }>('search', 'filename:table5', '--list', list)
  expect(inFile.total).toBeGreaterThan(0)
  const { rows } = await here.db.raw(
    `select (select count(*) from deliveries) + (select count(*) from notices) + (select count(*) from outbox) as n`,
  )
  expect(rows).toEqual([{ n: 0 }])
})

describe('the archive of a list, exported and imported into an empty instance', () => {
  test('the export says what it holds, and its own sum', async () => {
    const wrote = await here.relaisJson('export', list, '--format', 'archive', '--out', archive)
    expect(wrote).toMatchObject({
      list,
      format: 'archive',
      messages: count,
      members: 5,
      bytes: (await stat(archive)).size,
    })
    expect((await stat(archive)).mode & 0o777).toBe(0o600)
    expect((await readdir(here.folder)).filter((name) => name.endsWith('.part'))).toEqual([])
  })

  test('a dry run says so and makes nothing', async () => {
    await there.relais('space', 'create', 'ailleurs', '--name', 'Ailleurs')
    const said = await there.relais('import', 'archive', list, archive, '--space', 'ailleurs', '--dry-run')
    expect(said).toContain(`list ${list} would be made in ailleurs`)
    expect(said).toContain('3 subscribers and 1 roles would be put on it, 1 who left would be kept off')
    expect(said).toContain(`would add ${count} mails`)
    expect(await there.relaisJson('list', 'show')).toEqual([])
    expect((await there.db('people').count('* as n'))[0]).toEqual({ n: 0 })
  })

  test('without --space a list that is not there is not made', async () => {
    await expect(there.relais('import', 'archive', list, archive)).rejects.toThrow(/with --space it is made/)
  })

  test('the list is there as it was: mails to the byte, what was hidden hidden, settings, members, roles', async () => {
    const brought = await there.relaisJson('import', 'archive', list, archive, '--space', 'ailleurs')
    expect(brought).toMatchObject({
      added: count,
      leftovers: 0,
      made: true,
      members: { subscribers: 3, left: 1, roles: 1, known: 0, refused: [] },
    })
    expect(await archiveContent(there.db, there.blobs, list)).toEqual(
      await archiveContent(here.db, here.blobs, list),
    )
    const shown = async (instance: Instance) => {
      const {
        id: _,
        space: __,
        ...rest
      } = await instance.relaisJson<Record<string, unknown>>('list', 'show', list)
      return rest
    }
    expect(await shown(there)).toEqual(await shown(here))
    const people = async (instance: Instance) =>
      (await instance.relaisJson<{ personId: number }[]>('subscriber', 'list', list)).map(
        ({ personId: _, ...rest }) => rest,
      )
    expect(await people(there)).toEqual(await people(here))
    const { rows } = await shownIn(here, list)
    expect(await there.relaisJson('search', 'bonjour', '--list', list)).toMatchObject({ total: rows[0]!.n })
    const raw = await there.relaisBytes('message', 'n3@asso.example', '--raw')
    expect(raw.stdout).toEqual((await here.relaisBytes('message', 'n3@asso.example', '--raw')).stdout)
  })

  test('exported again it holds the same, sum for sum', async () => {
    const again = join(there.folder, 'again.zip')
    await there.relais('export', list, '--format', 'archive', '--out', again)
    const [one, other] = await Promise.all([openBundle(archive), openBundle(again)])
    expect(other.manifest.files).toEqual(one.manifest.files)
    expect(other.manifest.counts).toEqual(one.manifest.counts)
    one.close()
    other.close()
  })

  test('imported again it adds nothing', async () => {
    const again = await there.relaisJson(
      'import',
      'archive',
      list,
      archive,
      '--space',
      'ailleurs',
      '--members',
    )
    expect(again).toMatchObject({ added: 0, known: count, members: { subscribers: 0, left: 0, known: 4 } })
  })

  test('who left stays off: the owner cannot put them back on', async () => {
    await expect(there.relais('subscriber', 'add', list, 'eve@asso.example')).rejects.toThrow(
      /eve@asso.example left .*only they can come back/,
    )
  })

  test('into a list that is there come only the mails', async () => {
    await there.relais('list', 'create', 'autre@relais.example', '--space', 'ailleurs', '--title', 'Autre')
    const brought = await there.relaisJson('import', 'archive', 'autre@relais.example', archive)
    expect(brought).toMatchObject({ added: count })
    expect(brought).not.toHaveProperty('members')
    expect(await there.relaisJson('subscriber', 'list', 'autre@relais.example')).toEqual([])
    expect(await there.relaisJson('list', 'show', 'autre@relais.example')).toMatchObject({ title: 'Autre' })
  })

  test('nobody was written to', async () => {
    const { rows } = await there.db.raw(
      `select (select count(*) from deliveries) + (select count(*) from notices) + (select count(*) from outbox) as n`,
    )
    expect(rows).toEqual([{ n: 0 }])
  })
})

describe('an mbox', () => {
  test('holds what the list shows, is compressed by its name, and comes back to the byte', async () => {
    const out = join(here.folder, 'velo.mbox.gz')
    const { rows } = await shownIn(here, list)
    const wrote = await here.relaisJson<{ sha256: string }>('export', list, '--format', 'mbox', '--out', out)
    expect(wrote).toMatchObject({ messages: rows[0]!.n })
    const plain = await here.relaisBytes('export', list, '--format', 'mbox', '--out', '-', '--json')
    expect(JSON.parse(plain.stderr)).toMatchObject({ messages: rows[0]!.n, file: '-' })
    expect(gunzipSync(await readFile(out))).toEqual(plain.stdout)
    await there.relais('list', 'create', 'mbox@relais.example', '--space', 'ailleurs')
    expect(await there.relaisJson('import', 'mbox', 'mbox@relais.example', out)).toMatchObject({
      leftovers: 0,
    })
    const { rows: raws } = await there.db.raw(
      `select count(distinct m.raw) as n from messages m join postings p on p.message_id = m.id
         join lists l on l.id = p.list_id and l.address = 'mbox@relais.example'`,
    )
    expect(raws).toEqual(rows)
  })

  test('a file that is there is not written over, but by --force', async () => {
    const out = join(here.folder, 'there.mbox')
    await writeFile(out, 'mine')
    await expect(here.relais('export', list, '--format', 'mbox', '--out', out)).rejects.toThrow(
      /is there already/,
    )
    expect(await readFile(out, 'utf8')).toBe('mine')
    await here.relais('export', list, '--format', 'mbox', '--out', out, '--force')
    expect(await readFile(out, 'utf8')).toMatch(/^From mboxrd@z /)
  })
})

describe('looking back', () => {
  test('what could not be taken is said in sentences, by the dry run, the import and afterwards', async () => {
    const folder = join(here.folder, 'broken')
    await mkdir(folder)
    await writeFile(join(folder, 'a.eml'), mailNumbered(100_000))
    await writeFile(join(folder, 'b.eml'), 'nothing of a mail')
    const sentence = 'not taken: b.eml, byte 0: this is not a mail: it has no header'
    expect(await here.relais('import', 'eml', list, folder, '--dry-run')).toContain(sentence)
    const report = join(here.folder, 'report.jsonl')
    expect(await here.relais('import', 'eml', list, folder, '--report', report)).toContain(sentence)
    expect(JSON.parse(await readFile(report, 'utf8'))).toMatchObject({
      file: 'b.eml',
      offset: 0,
      why: 'not-a-mail',
    })
    const [last] = await here.relaisJson<{ id: number }[]>('import', 'list', list)
    expect(await here.relais('import', 'show', String(last!.id))).toContain(sentence)
    expect(await here.relais('import', 'list')).toMatch(/finished\s+1 added, 0 there already, 1 not taken/)
  })

  test('an import is taken back after a look, and search finds it no more', async () => {
    const [last] = await here.relaisJson<{ id: number }[]>('import', 'list', list)
    const id = String(last!.id)
    const word = 'tandem100000'
    const total = async () => (await here.relaisJson<{ total: number }>('search', word)).total
    expect(await total()).toBe(1)
    expect(await here.relais('import', 'undo', id)).toContain('would take 1 messages')
    expect(await total()).toBe(1)
    expect(await here.relaisJson('import', 'undo', id, '--yes')).toMatchObject({
      postings: 1,
      messages: 1,
      kept: 0,
    })
    expect(await total()).toBe(0)
    expect(await here.relais('import', 'list', list)).toContain('taken back')
    const { rows } = await here.db.raw(
      `select count(*) as n from search_entries e left join messages m on m.id = e.message_id where m.id is null`,
    )
    expect(rows).toEqual([{ n: 0 }])
  })
})

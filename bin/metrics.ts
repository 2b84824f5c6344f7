// The figures of GET /metrics, in Prometheus' text format.
import type { Db } from '#store/database.ts'

const queries: readonly { readonly name: string; readonly help: string; readonly sql: string }[] = [
  { name: 'relais_messages', help: 'Messages archived', sql: `select count(*) as n from messages` },
  {
    name: 'relais_posts_waiting',
    help: 'Posts held or waiting for their author',
    sql: `select count(*) as n from posts where state in ('held', 'confirming')`,
  },
  {
    name: 'relais_arrivals_open',
    help: 'Accepted mail not yet seen to',
    sql: `select count(*) as n from arrivals where done_at is null`,
  },
  {
    name: 'relais_deliveries_waiting',
    help: 'Copies not yet sent',
    sql: `select count(*) as n from deliveries where state in ('queued', 'sending')`,
  },
  {
    name: 'relais_notices_waiting',
    help: 'Mails of Relais’ own not yet sent',
    sql: `select count(*) as n from notices where state in ('queued', 'sending')`,
  },
  {
    name: 'relais_deliveries_failed',
    help: 'Copies given up',
    sql: `select count(*) as n from deliveries where state = 'failed'`,
  },
  {
    name: 'relais_files_waiting',
    help: 'Mails whose attachments are not yet read',
    sql: `select count(*) as n from graphile_worker.jobs where task_identifier = 'files'`,
  },
  {
    name: 'relais_search_waiting',
    help: 'Messages that Meilisearch is yet to be told of',
    sql: `select count(distinct message_id) as n from search_updates`,
  },
  {
    name: 'relais_set_aside',
    help: 'Work that kept failing, for a human to see',
    sql: `select count(*) as n from set_aside where resolved_at is null`,
  },
  {
    name: 'relais_lists',
    help: 'Open lists',
    sql: `select count(*) as n from lists where closed_at is null`,
  },
  {
    name: 'relais_people',
    help: 'People known',
    sql: `select count(*) as n from people where erased_at is null`,
  },
  {
    name: 'relais_database_bytes',
    help: 'Size of the database',
    sql: `select pg_database_size(current_database()) as n`,
  },
]

/** All figures, read now. */
export async function figures(db: Db): Promise<string> {
  const { rows } = await db.raw(
    queries.map(({ name, sql }) => `select '${name}' as name, (${sql}) as n`).join(' union all '),
  )
  const values = new Map<string, number>(rows.map((row: { name: string; n: number }) => [row.name, row.n]))
  return queries
    .map(
      ({ name, help }) => `# HELP ${name} ${help}\n# TYPE ${name} gauge\n${name} ${values.get(name) ?? 0}\n`,
    )
    .join('')
}

// Knex types its public face only; this is the one dialect method that we wrap.
declare module 'knex/lib/dialects/postgres/index.js' {
  import { Knex } from 'knex'
  export default class PostgresClient extends Knex.Client {
    _query(connection: unknown, query: object): Promise<unknown>
  }
}

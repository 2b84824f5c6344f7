import { Command, InvalidArgumentError, Option } from 'commander'
import { allLists } from '#lists/lists.ts'
import { personByAddress } from '#lists/people.ts'
import { Refused } from '#lists/refused.ts'
import { readableLists } from '#lists/rights.ts'
import { parseQuery } from '#search/query/parse.ts'
import { openSearch } from '../searching.ts'
import { answer, listNamed, onData } from './answer.ts'

function wholeNumber(text: string): number {
  if (!/^\d{1,6}$/.test(text)) throw new InvalidArgumentError('a whole number')
  return Number(text)
}

export const searchCommand = () =>
  new Command('search')
    .argument('<query>')
    .option('--list <address>')
    .option('--as <address>', 'with the rights of this person; sees everything without it')
    .addOption(new Option('--sort <sort>').choices(['date', 'relevance']).default('date'))
    .option('--limit <n>', 'hits shown', wholeNumber, 25)
    .option('--json')
    .description('search the archives')
    .action(async (query: string, options) =>
      onData(async (data) => {
        const { db, platform, settings } = data
        const person = options.as && (await personByAddress(db, options.as.toLowerCase()))
        if (options.as && !person) throw new Refused(`nobody has the address ${options.as}`)
        const readable = person ? await readableLists(db, person.id) : (await allLists(db)).map((l) => l.id)
        const only = options.list && (await listNamed(db, options.list)).id
        const lists = only ? readable.filter((id) => id === only) : readable
        const { sort, limit } = options
        const found = await openSearch(data).find({
          query: parseQuery(query).query,
          lists,
          timeZone: settings.instance.timeZone,
          sort,
          limit,
          offset: 0,
          count: 'exact',
        })
        const hits = found.hits.map(({ file, ...hit }) => ({
          ...hit,
          ...(file && { fileName: file.name }),
          url: `${platform.webUrl}${hit.url}`,
        }))
        answer({ total: found.total, hits }, options, () =>
          [
            `${found.total} found`,
            ...hits.map(
              (h) =>
                `\n${h.date.toISOString().slice(0, 10)}  ${h.subject}\n            ${h.from}, ${h.list}\n            ${h.url}`,
            ),
          ].join('\n'),
        )
      }),
    )

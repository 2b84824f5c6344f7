// What a list, a space or the platform says in its own words, instead of ours.
import { readFile } from 'node:fs/promises'
import { text as everything } from 'node:stream/consumers'
import { Command, Option } from 'commander'
import { note } from '#lists/audit.ts'
import {
  isAboutList,
  type Language,
  namesFor,
  type SentenceName,
  sentenceNames,
} from '#lists/mails/catalogue.ts'
import { compose } from '#lists/mails/compose.ts'
import { examplesFor } from '#lists/mails/examples.ts'
import {
  ownSentences,
  resetSentence,
  sentenceNamed,
  sentencesFor,
  setSentence,
  type Whose,
} from '#lists/mails/own-sentences.ts'
import { readSentence, writeSentence } from '#lists/mails/sentence-file.ts'
import { listSentences } from '#lists/mails.ts'
import { Refused } from '#lists/refused.ts'
import { spaceBySlug } from '#lists/spaces.ts'
import type { Data } from '../data.ts'
import { answer, columns, listNamed, onData, say } from './answer.ts'

/** Whose words are read or written, and what we know to fill an example with. */
interface Ground {
  readonly whose: Whose
  readonly whom: string
  readonly known: Readonly<Record<string, string>>
}

type Kind = 'list' | 'space' | 'platform'

async function groundOf({ db, platform }: Data, kind: Kind, of: string): Promise<Ground> {
  const known = { platform: platform.name, domain: platform.domain, home: `${platform.webUrl}/` }
  const example = { address: `bureau@${platform.domain}`, title: 'Bureau' }
  if (kind === 'list') {
    const list = await listNamed(db, of)
    return {
      whose: { listId: list.id },
      whom: list.title,
      known: { ...known, ...listSentences(list, platform) },
    }
  }
  const shown = { ...known, ...listSentences(example, platform) }
  if (kind === 'platform') return { whose: { platform: true }, whom: platform.name, known: shown }
  const space = await spaceBySlug(db, of)
  if (!space) throw new Refused(`there is no space "${of}"`)
  return { whose: { spaceId: space.id }, whom: example.title, known: shown }
}

interface Options {
  readonly language: Language
  readonly file?: string
  readonly reset?: true
  readonly show?: true
  readonly html?: true
  readonly json?: true
}

async function showAll({ db }: Data, { whose }: Ground, options: Options): Promise<void> {
  const own = await ownSentences(db, whose)
  const names = sentenceNames.filter((name) => 'platform' in whose || isAboutList(name))
  const rows = names.map((name) => ({
    name,
    ...namesFor(name),
    own: own.filter((one) => one.name === name).map(({ language }) => language),
  }))
  answer(rows, options, () =>
    columns(
      rows.map((row) => [
        row.name,
        row.own.length > 0 ? `own (${row.own.join(', ')})` : '',
        row.may.map((one) => (row.must.includes(one) ? `{${one}}!` : `{${one}}`)).join(' '),
      ]),
    ),
  )
}

async function change(data: Data, { whose }: Ground, name: SentenceName, options: Options): Promise<void> {
  const { language, file } = options
  const sentence =
    file === undefined
      ? undefined
      : readSentence(name, file === '-' ? await everything(process.stdin) : await readFile(file, 'utf8'))
  await data.db.transaction(async (tx) => {
    if (sentence) await setSentence(tx, whose, { name, language, sentence })
    else if (!(await resetSentence(tx, whose, { name, language })))
      throw new Refused(`"${name}" has no words of its own in ${language}`)
    await note(tx, {
      act: 'sentence',
      via: 'command',
      ...('platform' in whose ? {} : whose),
      detail: { name, language, change: sentence ? 'set' : 'reset' },
    })
  })
}

/** Prints a sentence as it can be changed, or the mail as it would leave. */
async function show({ db }: Data, ground: Ground, name: SentenceName, options: Options): Promise<void> {
  const { language } = options
  const said = await sentencesFor(db, { name, language, whose: ground.whose })
  if (options.show) return say(writeSentence(said.mail))
  const fillings = examplesFor(Object.values(said), language, ground.known)
  const { subject, text, html } = compose(said, { fillings, whom: ground.whom, language })
  if (options.html) say(html)
  else answer({ subject, text, html }, options, () => `${writeSentence({ subject, text }).trimEnd()}`)
}

/** `relais list|space sentence OF [NAME]`, `relais sentence [NAME]`. */
export const sentenceCommand = (kind: Kind) => {
  const command = new Command('sentence')
  if (kind !== 'platform') command.argument(`<${kind}>`)
  return command
    .argument('[name]', 'of a mail, or greeting, signature; without it, all names ("!": must be kept)')
    .addOption(new Option('--language <language>').choices(['fr', 'en']).default('fr'))
    .option(
      '--file <file>',
      'say what stands in this file: « Objet : … », an empty line, the text; - reads it here',
    )
    .option('--reset', 'say again what was said before')
    .option('--show', 'what is said now, as a file to change; without it, the mail as it would leave')
    .option('--html', 'the mail as HTML')
    .option('--json')
    .description('what its mails say: read, in its own words, or as before')
    .action(async (...given: unknown[]) => {
      const [of, named] = kind === 'platform' ? ['', given[0]] : given
      const options = given.at(-2) as Options
      await onData(async (data) => {
        const ground = await groundOf(data, kind, of as string)
        if (named === undefined) return await showAll(data, ground, options)
        const name = sentenceNamed(named as string)
        if (options.file !== undefined || options.reset) await change(data, ground, name, options)
        else await show(data, ground, name, options)
      })
    })
}

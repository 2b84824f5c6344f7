// relais.yaml if there is one, then the environment over it, checked together: every problem is told at once.
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { resolve } from 'node:path'
import type { z } from 'zod'
import { settings } from './names.ts'
import { problemsOf, unknownVariables } from './problems.ts'
import { schema } from './schema.ts'

type Checked = z.infer<typeof schema>

/** The settings of this process, complete. */
export type Settings = Omit<Checked, 'web' | 'search'> & {
  web: Omit<Checked['web'], 'url'> & { url: string }
  search: Checked['search']['engine'] & { fallback: boolean }
}

/** The settings cannot be used; `problems` has a line for each thing to mend. */
export class SettingsError extends Error {
  readonly problems: readonly string[]
  constructor(problems: readonly string[]) {
    super(problems.join('\n'))
    this.name = 'SettingsError'
    this.problems = problems
  }
}

/** The settings of relais.yaml (in the current folder, or `file`) and of the environment, which wins. */
export function loadSettings(options: { env?: NodeJS.ProcessEnv; file?: string } = {}): Settings {
  const env = options.env ?? process.env
  const written = readYaml(options.file)
  const variables = settings.flatMap((setting) => {
    const value = env[setting.variable]
    return value === undefined || value === '' ? [] : [{ setting, value }]
  })
  const given = variables.reduce((all, { setting, value }) => withValue(all, setting.path, value), written)
  const checked = schema.safeParse(given)
  const problems = [
    ...(checked.success ? pairs(checked.data) : problemsOf(checked.error, given, env)),
    ...unknownVariables(env),
  ]
  if (!checked.success || problems.length > 0) throw new SettingsError(problems)
  const { data, web, search, ...others } = checked.data
  return {
    ...others,
    data: resolve(data),
    web: { ...web, url: web.url ?? `http://localhost:${web.port}` },
    search: {
      ...search.engine,
      ...(search.engine.engine === 'meilisearch' && search.key !== undefined && { key: search.key }),
      fallback: search.fallback,
    },
  }
}

function readYaml(file: string | undefined): Record<string, unknown> {
  const path = file ?? 'relais.yaml'
  if (file === undefined && !existsSync(path)) return {}
  let read: unknown
  try {
    const { parse }: typeof import('yaml') = createRequire(import.meta.url)('yaml') // most have no file to be read
    read = parse(readFileSync(path, 'utf8'))
  } catch (error) {
    throw new SettingsError([`${path} cannot be read: ${(error as Error).message.split('\n', 1)[0]}`])
  }
  if (read === null || read === undefined) return {}
  if (isSection(read)) return read
  throw new SettingsError([`${path} must hold settings, a \`name: value\` a line.`])
}

function withValue(
  all: Record<string, unknown>,
  path: readonly string[],
  value: string,
): Record<string, unknown> {
  const [name = '', ...rest] = path
  if (rest.length === 0) return { ...all, [name]: value }
  const section = all[name] ?? {}
  // A section that is no section is told as such, not papered over.
  return isSection(section) ? { ...all, [name]: withValue(section, rest, value) } : all
}

function isSection(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function pairs(checked: Checked): string[] {
  const { certificate, key } = checked.smtp
  const { engine, key: searchKey } = checked.search
  return [
    ...((certificate === undefined) === (key === undefined)
      ? []
      : [
          'smtp.certificate (RELAIS_SMTP_CERTIFICATE) and smtp.key (RELAIS_SMTP_KEY) go together: give both or neither.',
        ]),
    ...(searchKey === undefined || (engine.engine === 'meilisearch' && engine.key === undefined)
      ? []
      : [
          'search.key (RELAIS_SEARCH_KEY) is for a search.engine (RELAIS_SEARCH) of Meilisearch whose address has no key in it.',
        ]),
  ]
}

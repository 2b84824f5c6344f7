// What is wrong with the settings, in words a person can act upon: name, what was given, what it takes.
import leven from 'leven'
import type { z } from 'zod'
import { type Setting, settings } from './names.ts'

const SECTIONS = [...new Set(settings.filter(({ path }) => path.length > 1).map(({ path }) => path[0] ?? ''))]
/** What is not repeated when it is wrong: it may hold a key or a password. */
const SECRETS = new Set(['RELAIS_SECRET', 'DATABASE_URL', 'RELAIS_SEARCH', 'RELAIS_SEARCH_KEY'])

/** A line for each problem that the schema found. */
export function problemsOf(error: z.ZodError, given: unknown, env: NodeJS.ProcessEnv): string[] {
  return error.issues.flatMap((issue) => {
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((key) => unknownKey([...issue.path.map(String), key]))
    const setting = settings.find(({ path }) => path.join('.') === issue.path.join('.'))
    return [
      setting
        ? wrongValue(setting, valueAt(given, issue.path), issue.message, env)
        : wrongSection(issue.path),
    ]
  })
}

/** A line for each RELAIS_ variable that names no setting. */
export function unknownVariables(env: NodeJS.ProcessEnv): string[] {
  const known = settings.map(({ variable }) => variable)
  return Object.keys(env)
    .filter((name) => name.startsWith('RELAIS_') && !known.includes(name))
    .map((name) => `${name} is not a setting. ${didYouMean(name, known)}`)
}

function wrongValue(setting: Setting, given: unknown, takes: string, env: NodeJS.ProcessEnv): string {
  const source = env[setting.variable] ? setting.variable : `${setting.name} (${setting.variable})`
  const shown = SECRETS.has(setting.variable)
    ? 'what was given cannot be used'
    : `${JSON.stringify(given)} cannot be used`
  return `${source}: ${shown}; it takes ${takes}.`
}

function wrongSection(path: readonly PropertyKey[]): string {
  const name = path.map(String).join('.')
  return `${name} is a section: it takes settings of its own, such as ${settings.find((one) => one.path[0] === name)?.name}.`
}

function unknownKey(path: readonly string[]): string {
  const name = path.join('.')
  const known = [...settings.map((setting) => setting.name), ...SECTIONS]
  return `${name} is not a setting. ${didYouMean(name, known)}`
}

function didYouMean(name: string, known: readonly string[]): string {
  const nearest = known.reduce((best, one) => (leven(name, one) < leven(name, best) ? one : best))
  return `Did you mean ${nearest}?`
}

function valueAt(given: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, name) => (value as Record<PropertyKey, unknown> | undefined)?.[name],
    given,
  )
}

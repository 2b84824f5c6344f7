// The names of a setting: where it stands in relais.yaml, and the variable that overrides it.
import type { z } from 'zod'
import { schema } from './schema.ts'

/** One setting as people meet it. */
export interface Setting {
  /** Its place in relais.yaml: `['smtp', 'maxBytes']`. */
  readonly path: readonly string[]
  /** The same, written: `smtp.maxBytes`. */
  readonly name: string
  /** The variable that overrides it: `RELAIS_SMTP_MAX_BYTES`. */
  readonly variable: string
  readonly describe: string
  readonly takes: string
  /** As one would write it; absent when there is none. */
  readonly default?: unknown
}

/** Every setting, in the order of the schema. */
export const settings: readonly Setting[] = Object.entries(schema.shape).flatMap(([name, field]) => {
  const inside = innermost(field).def
  if (inside.type !== 'object') return [settingAt([name], field)]
  return Object.entries((inside as z.core.$ZodObjectDef).shape).map(([inner, leaf]) =>
    settingAt([name, inner], leaf),
  )
})

function settingAt(path: readonly string[], field: z.core.$ZodType): Setting {
  const def = field._zod.def as z.core.$ZodPrefaultDef
  const setting = {
    path,
    name: path.join('.'),
    variable: variableOf(path),
    describe: (field as z.ZodType).description ?? '',
    takes: String((innermost(field) as z.ZodType).meta()?.takes ?? ''),
  }
  return def.type === 'prefault' ? { ...setting, default: def.defaultValue } : setting
}

function variableOf(path: readonly string[]): string {
  // Every PostgreSQL host gives its address under this name.
  if (path.join('.') === 'database.url') return 'DATABASE_URL'
  if (path.join('.') === 'search.engine') return 'RELAIS_SEARCH'
  return ['relais', ...path].map((word) => word.replace(/([A-Z])/g, '_$1').toUpperCase()).join('_')
}

function innermost(field: z.core.$ZodType): z.ZodType {
  let inner = field
  while (inner._zod.def.type === 'prefault' || inner._zod.def.type === 'optional') {
    inner = (inner._zod.def as z.core.$ZodPrefaultDef).innerType
  }
  return inner as z.ZodType
}

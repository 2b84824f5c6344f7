// The reference page of the settings, docs/settings.md: `node config/reference.ts > docs/settings.md` writes it anew.
import { type Setting, settings } from './names.ts'

const SECTIONS: Readonly<Record<string, string>> = {
  '': 'Relais as a whole',
  instance: 'The platform',
  database: 'The database',
  search: 'Search',
  smtp: 'Mail in, by SMTP',
  lmtp: 'Mail in, by LMTP',
  web: 'The pages',
  delivery: 'Mail out',
  moderation: 'Moderation',
  retention: 'How long things are kept',
}

const INTRODUCTION = `# Settings

Relais works without any. What you want otherwise goes into \`relais.yaml\`, in the folder where Relais is started, or
into environment variables, which win. In \`relais.yaml\` a setting such as \`smtp.maxBytes\` is written

\`\`\`yaml
domain: listes.example.org
smtp:
  maxBytes: 20000000
\`\`\`

All settings are checked at the start: what cannot be used, or is no setting, is told with its name and what it takes.
This page is made from the program (\`node config/reference.ts\`).
`

/** The whole page, in Markdown. */
export function referencePage(): string {
  const names = Object.keys(SECTIONS)
  const unnamed = settings.find((setting) => !names.includes(sectionOf(setting)))
  if (unnamed) throw new Error(`The section of ${unnamed.name} has no title in config/reference.ts`)
  return [INTRODUCTION, ...names.map(section)].join('\n')
}

function section(name: string): string {
  const rows = settings.filter((setting) => sectionOf(setting) === name).map(row)
  return [
    `## ${SECTIONS[name]}`,
    '',
    '| in relais.yaml | variable | what it is for | takes | without it |',
    '|---|---|---|---|---|',
    ...rows,
    '',
  ].join('\n')
}

function sectionOf({ path }: Setting): string {
  return path.length > 1 ? (path[0] ?? '') : ''
}

function row({ name, variable, describe, takes, default: given }: Setting): string {
  const written = Array.isArray(given) ? given.join(',') : given === undefined ? '' : String(given)
  const cells = [`\`${name}\``, `\`${variable}\``, describe, takes, written === '' ? '' : `\`${written}\``]
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
}

if (import.meta.main) process.stdout.write(referencePage())

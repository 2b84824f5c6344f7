// The page that says how mails are given other words: node lists/mails/reference.ts > docs/mail-templates.md
import { isAboutList, namesFor, sentenceNames } from './catalogue.ts'

const INTRODUCTION = `# The words of Relais' mails

Every mail that Relais writes is a sentence of \`templates/mails/fr/\` and \`en/\`, between a greeting and a signature. It
leaves as plain text and as HTML made of the same words. An owner may say any of them otherwise; the nearest words win:
the list's, else its space's, else the platform's, else ours.

    relais list sentence LIST                          every name; {these!} must be kept
    relais list sentence LIST NAME                     the mail as it would leave, filled with examples
    relais list sentence LIST NAME --show > words.txt  the words as a file to change
    relais list sentence LIST NAME --file words.txt    say them from now on; --reset goes back
    relais space sentence SLUG …                       for all lists of a space
    relais sentence …                                  for the platform

\`--language en\` is about the English words; each language has its own. A file begins with \`Objet : …\` (or \`Subject: …\`),
an empty line follows, then the text; greeting and signatures are text alone. In a text:

- an empty line parts paragraphs; lines of \`what to do : {address}\` together are a list; lines that begin with numbers are
  choices that people answer, and keep their numbers; lines indented by four spaces are a quotation;
- \`{names}\` are filled in. One that has a line to itself may be several lines; where nothing fills it, the line goes;
- addresses and pages become links. « écrivez PAUSE à {request} » is a link to a mail whose subject is PAUSE. What strangers
  wrote never becomes a link, a heading or a line of ours.

| name | whose | may be filled in; **must be kept** |
|---|---|---|
`

/** The page, whole. */
export function templatesPage(): string {
  const rows = sentenceNames.map((name) => {
    const { may, must } = namesFor(name)
    const places = may.map((one) => (must.includes(one) ? `**{${one}}**` : `{${one}}`)).join(' ')
    const whose = isAboutList(name) ? 'list' : 'platform'
    return `| \`${name}\` | ${whose} | ${places} |`
  })
  return `${INTRODUCTION}${rows.join('\n')}\n`
}

if (import.meta.main) process.stdout.write(templatesPage())

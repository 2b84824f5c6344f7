// Templates: compiled once, given a model with every word ready. They hold no logic but `if` and `each`.
import { readdirSync, readFileSync } from 'node:fs'
import Handlebars from 'handlebars'
import type { Language, Viewer } from './needs.ts'
import { isSentence, sayHtml } from './sentences.ts'
import { staticUrl } from './statics.ts'

const PAGES = new URL('../templates/pages/', import.meta.url)

/** What stands around every page. */
export interface Frame {
  readonly language: Language
  readonly viewer?: Viewer | undefined
  /** The reader's path and query, to come back to. */
  readonly here: string
  readonly title: string
  readonly nav?: 'home' | 'mine' | 'outbox' | 'search'
  /** Search engines may keep it. */
  readonly indexed?: boolean
  /** Where the same stands for good, when it can be asked for in several ways. */
  readonly canonical?: string
  /** Where a program may follow it. */
  readonly feed?: string
  /** A static file to run once the page stands; it works without. */
  readonly script?: string
  /** The search box of the bar is left out where the page has its own. */
  readonly query?: string
}

export interface Views {
  /** A whole page as HTML; `name` is a file of templates/pages. */
  page(name: string, frame: Frame, model: object): string
  /** What stands inside a page, for one that is there already. */
  fragment(name: string, frame: Pick<Frame, 'language' | 'viewer' | 'here'>, model: object): string
}

export function openViews(instance: { readonly name: string }): Views {
  const handlebars = Handlebars.create()
  handlebars.registerHelper('t', (key: string, options: Handlebars.HelperOptions) => {
    if (!isSentence(key)) throw new Error(`the catalogue has no sentence ${key}`)
    return new Handlebars.SafeString(sayHtml(options.data.language, key, options.hash))
  })
  handlebars.registerHelper('asset', (name: string) => staticUrl(name))
  handlebars.registerHelper('join', (...parts: unknown[]) => parts.slice(0, -1).join(''))
  for (const file of templatesIn('partials/')) {
    handlebars.registerPartial(file, source(`partials/${file}`))
  }
  const pages = new Map(
    templatesIn('').map((name) => [
      name,
      handlebars.compile(source(name), {
        knownHelpers: { t: true, asset: true, join: true },
        knownHelpersOnly: true,
      }),
    ]),
  )
  const page = (name: string): Handlebars.TemplateDelegate => {
    const found = pages.get(name)
    if (!found) throw new Error(`there is no page ${name}`)
    return found
  }
  const layout = page('layout')
  const runtimeOf = ({ language, viewer, here }: Pick<Frame, 'language' | 'viewer' | 'here'>) => ({
    data: { language, viewer, here, hereEncoded: encodeURIComponent(here) },
  })
  return {
    page(name, frame, model) {
      const runtime = runtimeOf(frame)
      const body = page(name)(model, runtime)
      return layout({ ...navigation(frame), instance, frame, body }, runtime)
    },
    fragment: (name, frame, model) => page(name)(model, runtimeOf(frame)),
  }
}

function navigation(frame: Frame) {
  return {
    french: frame.language === 'fr',
    atHome: frame.nav === 'home',
    atMine: frame.nav === 'mine',
    atOutbox: frame.nav === 'outbox',
    searching: frame.nav === 'search',
  }
}

const templatesIn = (folder: string): string[] =>
  readdirSync(new URL(folder, PAGES))
    .filter((file) => file.endsWith('.hbs'))
    .map((file) => file.slice(0, -'.hbs'.length))

const source = (name: string): string => readFileSync(new URL(`${name}.hbs`, PAGES), 'utf8')

import sanitize from 'sanitize-html'
import type { Viewer } from './needs.ts'
import { maskAddresses } from './person.ts'

const MAX_HTML = 300_000 // characters: cleaning takes a second for the worst of that size; the rest is cut

const COLOUR = [/^#[0-9a-f]{3,8}$/i, /^rgba?\([\d\s,.%]{1,40}\)$/i, /^[a-z]{3,24}$/i]
const LENGTH = [/^-?\d{1,4}(?:\.\d{1,3})?(?:px|pt|em|rem|%|)$/i, /^auto$/]

/** A message's HTML as a document that runs nothing and loads nothing; images are shown only when it carries them. */
export function safeHtml(html: string, options: { viewer?: Viewer | undefined; title: string }): string {
  const clean = sanitize(html.slice(0, MAX_HTML), {
    allowedTags: [...sanitize.defaults.allowedTags, 'img', 'font', 'center', 'del', 'ins', 'h1', 'h2'],
    allowedAttributes: {
      a: ['href', 'name', 'title', 'rel', 'target'],
      img: ['src', 'alt', 'width', 'height'],
      font: ['color', 'size', 'face'],
      '*': [
        'style',
        'align',
        'valign',
        'dir',
        'lang',
        'bgcolor',
        'colspan',
        'rowspan',
        'cellpadding',
        'cellspacing',
        'border',
        'width',
      ],
    },
    allowedStyles: {
      '*': {
        color: COLOUR,
        'background-color': COLOUR,
        'text-align': [/^(?:left|right|center|justify|start|end)$/],
        'font-weight': [/^(?:bold|normal|[1-9]00)$/],
        'font-style': [/^(?:italic|normal|oblique)$/],
        'text-decoration': [/^(?:underline|line-through|none)$/],
        'font-size': LENGTH,
        'line-height': LENGTH,
        margin: LENGTH,
        padding: LENGTH,
        width: LENGTH,
        'max-width': LENGTH,
      },
    },
    allowedSchemes: ['http', 'https', 'mailto', 'tel'],
    allowedSchemesByTag: { img: ['data'] },
    allowProtocolRelative: false,
    nestingLimit: 60,
    transformTags: {
      a: sanitize.simpleTransform('a', { rel: 'nofollow noopener noreferrer', target: '_blank' }),
    },
    exclusiveFilter: (frame) => frame.tag === 'img' && !frame.attribs.src && !frame.attribs.alt,
  })
  // Attributes too: an alternative text or a link may say an address.
  const body = options.viewer ? clean : maskAddresses(clean.replace(/href="mailto:[^"]*"/gi, ''), undefined)
  return `<!doctype html><html><head><meta charset="utf-8"><title>${sanitize(options.title, { allowedTags: [] })}</title><style>${STYLE}</style></head><body dir="auto">${body}</body></html>`
}

const STYLE =
  ':root{color-scheme:light}body{margin:0;padding:.75rem;background:#fff;color:#1d1f21;font:1rem/1.5 system-ui,sans-serif;overflow-wrap:anywhere}img{max-width:100%;height:auto}table{max-width:100%}pre{white-space:pre-wrap}blockquote{margin:.5em 0;padding-left:.8em;border-left:2px solid #e3dfd6;color:#5b5f63}a{color:#0b5163}'

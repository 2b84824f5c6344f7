import type { Language } from './needs.ts'

const MAX_HEADER = 500 // characters of Accept-Language worth reading

/** The language of a page: the reader's own choice, else the browser's first that we speak (RFC 9110 §12.5.4), else French. */
export function chooseLanguage(chosen: string | undefined, accepted: string | undefined): Language {
  if (chosen === 'fr' || chosen === 'en') return chosen
  const wanted = (accepted ?? '')
    .slice(0, MAX_HEADER)
    .split(',')
    .map((entry) => {
      const [tag = '', ...parameters] = entry.trim().toLowerCase().split(';')
      const weight = parameters.find((p) => p.trim().startsWith('q='))
      return { tag: tag.trim().split('-')[0], weight: weight ? Number(weight.trim().slice(2)) || 0 : 1 }
    })
    .filter((one) => one.weight > 0)
    .sort((a, b) => b.weight - a.weight)
  for (const { tag } of wanted) if (tag === 'fr' || tag === 'en') return tag
  return 'fr'
}

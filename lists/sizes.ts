import type { Language } from './mails.ts'

const NBSP = '\u00a0'
const UNITS: Record<Language, readonly string[]> = {
  fr: ['octets', 'Ko', 'Mo', 'Go'],
  en: ['bytes', 'KB', 'MB', 'GB'],
}

// By decimals, none or one.
const formats = (locale: string) =>
  [0, 1].map((digits) => new Intl.NumberFormat(locale, { maximumFractionDigits: digits }))
const FORMATS: Record<Language, readonly Intl.NumberFormat[]> = { fr: formats('fr-FR'), en: formats('en-GB') }

/** A number of bytes in words: « 212 Ko », « 4,2 Mo » (powers of 1,000; one decimal under ten). */
export function sizeInWords(bytes: number, language: Language): string {
  let value = bytes
  let unit = 0
  while (value >= 999.5 && unit < 3) {
    value /= 1000
    unit++
  }
  const digits = unit > 0 && value < 9.95 ? 1 : 0
  const number = FORMATS[language][digits]!.format(value)
  const word = unit === 0 && bytes < 2 ? (UNITS[language][0] ?? '').slice(0, -1) : UNITS[language][unit]
  return `${number}${NBSP}${word}`
}

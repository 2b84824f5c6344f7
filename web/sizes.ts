import type { Language } from './needs.ts'

const NBSP = '\u00a0'
const UNITS: Record<Language, readonly string[]> = {
  fr: ['octets', 'Ko', 'Mo', 'Go'],
  en: ['bytes', 'KB', 'MB', 'GB'],
}

/** A number of bytes in words: « 212 Ko », « 4,2 Mo » (powers of 1,000; one decimal under ten). */
export function sizeInWords(bytes: number, language: Language): string {
  let value = bytes
  let unit = 0
  while (value >= 999.5 && unit < 3) {
    value /= 1000
    unit++
  }
  const digits = unit > 0 && value < 9.95 ? 1 : 0
  const locale = language === 'fr' ? 'fr-FR' : 'en-GB'
  const number = value.toLocaleString(locale, { maximumFractionDigits: digits })
  const word = unit === 0 && bytes < 2 ? (UNITS[language][0] ?? '').slice(0, -1) : UNITS[language][unit]
  return `${number}${NBSP}${word}`
}

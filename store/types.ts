import pg from 'pg'

const INT8 = 20
const DATE = 1082

type Parser = (text: string) => unknown

/** How values come out of PostgreSQL: bigint as a number, a date without time as its text ('2026-11-21'). */
export const types: pg.CustomTypesConfig = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    if (format !== 'binary' && oid === INT8) return wholeNumber
    if (format !== 'binary' && oid === DATE) return String as Parser
    return pg.types.getTypeParser(oid, format as 'text')
  },
}

function wholeNumber(text: string): number {
  const number = Number(text)
  if (!Number.isSafeInteger(number)) throw new RangeError(`${text} is too large for a number`)
  return number
}

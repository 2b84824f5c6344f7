/** Words as they are compared: small letters without accents, one space between them, nothing else but digits and *. */
export function plain(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('œ', 'oe')
    .replaceAll('æ', 'ae')
    .replace(/[^a-z0-9*?]+/g, ' ')
    .trim()
}

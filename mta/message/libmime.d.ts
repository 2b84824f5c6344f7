// libmime ships no types: only what Relais calls is declared.
declare module 'libmime' {
  const libmime: {
    /** Decodes RFC 2047 encoded words; text around them is kept. */
    decodeWords(text: string): string
    /** A structured field value and its parameters, RFC 2231 undone, names in lower case. */
    parseHeaderValue(value: string): { value: string; params: Record<string, string> }
    /** `image/png` → `png`; `bin` when unknown. */
    detectExtension(mediaType: string): string
  }
  export default libmime
}

/** Lines of at most so many columns; a longer word stands alone. `end` is put before each line end made. */
export function wrapped(text: string, columns: number, end = ''): string {
  let out = ''
  let width = 0
  for (const word of text.split(' ')) {
    if (width > 0 && width + 1 + word.length > columns) {
      out += `${end}\n`
      width = 0
    }
    out += width > 0 ? ` ${word}` : word
    width += (width > 0 ? 1 : 0) + word.length
  }
  return out
}

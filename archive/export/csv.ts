// Comma-separated values (RFC 4180), or with another separator, that spreadsheets open without surprise.

/** One line. */
export function csvLine(cells: readonly (string | undefined)[], separator: ',' | ';'): string {
  return `${cells.map((cell = '') => quoted(harmless(cell))).join(separator)}\r\n`
}

// A spreadsheet takes such a cell for a formula: an apostrophe before it says that it is text.
function harmless(cell: string): string {
  return /^[=+\-@\t\r']/.test(cell) ? `'${cell}` : cell
}

function quoted(cell: string): string {
  return /[",;\r\n]/.test(cell) || cell !== cell.trim() ? `"${cell.replaceAll('"', '""')}"` : cell
}

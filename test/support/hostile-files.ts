// Files made to break whoever reads them, as they come attached.
import { deflatedTimes, endlessPdf, hungryPdf } from '../archive/extract/bombs.ts'
import { docx, openDocument, paragraph } from '../archive/extract/office-files.ts'
import { content, HELVETICA, pdf, pdfOf, written } from '../archive/extract/pdf-files.ts'
import { zip, zipOf } from '../archive/extract/zip-files.ts'

/** A file, and how reading it may end: with a text ('read'), or with a reason for none. */
export interface HostileFile {
  readonly bytes: () => Buffer
  readonly ends: readonly string[]
}

/** By name. */
export const hostileFiles: Readonly<Record<string, HostileFile>> = {
  'bombe.docx': {
    bytes: () => bomb(`<w:p><w:r><w:t>${'mot '.repeat(20_000)}</w:t></w:r></w:p>`),
    ends: ['read'],
  },
  'vide.docx': { bytes: () => bomb(' '.repeat(100_000)), ends: ['too-large'] },
  'million.pdf': { bytes: manyPages, ends: ['read', 'broken', 'too-long', 'too-much-memory'] },
  'promesse.pdf': { bytes: promisedPages, ends: ['read', 'broken'] },
  'sans-fin.pdf': { bytes: endlessPdf, ends: ['too-long'] },
  'affame.pdf': { bytes: hungryPdf, ends: ['too-much-memory'] },
  'entites.docx': { bytes: entities, ends: ['read'] },
  'repete.ods': { bytes: repeated, ends: ['read'] },
  'polyglotte.pdf': { bytes: polyglot, ends: ['read'] },
  'macro.docm': { bytes: macro, ends: ['read'] },
  'poupees.zip': { bytes: dolls, ends: ['read'] },
}

/** A document that unpacks to a gigabyte, and says that it has ten bytes. */
function bomb(repeated: string): Buffer {
  const deflated = deflatedTimes(repeated, Math.ceil(1_000_000_000 / repeated.length))
  return zip([{ name: 'word/document.xml', bytes: Buffer.alloc(0), deflated, lie: 10 }])
}

/** A million pages, all of them the same. */
function manyPages(): Buffer {
  const box = '/MediaBox [0 0 9 9] /Resources << /Font << /F1 3 0 R >> >>'
  return pdfOf([
    { value: '<< /Type /Catalog /Pages 2 0 R >>' },
    { value: `<< /Type /Pages /Kids [${'4 0 R '.repeat(1_000_000)}] /Count 1000000 >>` },
    { value: HELVETICA },
    { value: `<< /Type /Page /Parent 2 0 R ${box} /Contents 5 0 R >>` },
    content(written(['une page de plus'])),
  ])
}

/** One page, said to be a thousand million. */
function promisedPages(): Buffer {
  const honest = pdf([['seule']]).toString('latin1')
  return Buffer.from(honest.replace('/Count 1 ', '/Count 1000000000 '), 'latin1')
}

/** A thousand million words by entities of entities. */
function entities(): Buffer {
  const each = (n: number) => `<!ENTITY lol${n + 1} "${`&lol${n};`.repeat(10)}">`
  const all = Array.from({ length: 9 }, (_, n) => each(n)).join('')
  const doctype = `<!DOCTYPE d [<!ENTITY lol0 "boum">${all}]>`
  const document = `<w:document>${paragraph('avant &lol9; après')}</w:document>`
  return zipOf({ 'word/document.xml': `<?xml version="1.0"?>${doctype}${document}` })
}

/** A sheet of millions of millions of cells, by saying how often each is repeated. */
function repeated(): Buffer {
  const cell =
    '<table:table-cell table:number-columns-repeated="1000000"><text:p>cellule</text:p></table:table-cell>'
  const row = `<table:table-row table:number-rows-repeated="1000000">${cell.repeat(500)}</table:table-row>`
  return openDocument('spreadsheet', `<table:table table:name="Feuille">${row.repeat(20)}</table:table>`)
}

/** A PDF to who looks at its beginning, a docx to who looks at its end. */
function polyglot(): Buffer {
  return Buffer.concat([pdf([['La boussole est ici']]), docx(paragraph('une autre histoire'))])
}

function macro(): Buffer {
  const vbaProject = 'Sub AutoOpen()\nShell "calc"\nEnd Sub'
  return docx(paragraph('Une boussole avec macro'), { 'word/vbaProject.bin': vbaProject })
}

/** Bombs in archives in archives. */
function dolls(): Buffer {
  let inner = bomb('mot '.repeat(20_000))
  for (let depth = 0; depth < 2; depth++) {
    const bytes = inner
    inner = zip(['1.zip', '2.zip', '3.zip'].map((name) => ({ name, bytes })))
  }
  return inner
}

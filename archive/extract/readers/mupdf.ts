// MuPDF, compiled to WebAssembly, with a bound on its memory: past it an allocation fails inside, as it would on a
// machine without any left, and the file can't be read. It is set where MuPDF looks for its settings, before it loads.

import { readFileSync } from 'node:fs'
import type { Document as Pdf } from 'mupdf'

export type { Pdf }

/** The engine's memory may grow to this many bytes; it is 16 MB at first. */
export const MAX_ENGINE_MEMORY = 134_217_728
const PAGE = 65_536 // bytes (WebAssembly)

const settings = {
  print: () => {},
  printErr: () => {}, // what it says of damaged files, in English, on the server's terminal
  instantiateWasm(imports: object, started: (instance: object, module: object) => void): object {
    const path = new URL('mupdf-wasm.wasm', import.meta.resolve('mupdf'))
    const module = new WebAssembly.Module(readFileSync(path))
    const instance = new WebAssembly.Instance(module, imports)
    for (const exported of Object.values(instance.exports))
      if (exported instanceof WebAssembly.Memory) bound(exported)
    started(instance, module)
    return instance.exports
  },
}

function bound(memory: WebAssembly.Memory): void {
  const grow = memory.grow.bind(memory)
  memory.grow = (pages: number) => {
    if (memory.buffer.byteLength + pages * PAGE > MAX_ENGINE_MEMORY) throw new RangeError('no more memory')
    return grow(pages)
  }
}

Object.assign(globalThis, { $libmupdf_wasm_Module: settings })
const { Document } = await import('mupdf')

/** Opens a PDF; whoever does destroys it. Throws when it can't be read at all. */
export function openPdf(bytes: Buffer): Pdf {
  return Document.openDocument(bytes, 'application/pdf')
}

/** Whether a failure of the engine means that its memory did not suffice. */
export function isOutOfMemory(error: unknown): boolean {
  return error instanceof Error && /^(?:malloc|calloc|realloc|out of memory)/i.test(error.message)
}

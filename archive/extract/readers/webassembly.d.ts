// What is used of WebAssembly's interface: Node has it, its types and `lib` don't.
declare namespace WebAssembly {
  interface Memory {
    readonly buffer: ArrayBuffer
    grow(pages: number): number
  }
  const Memory: new (size: { initial: number }) => Memory
  const Module: new (bytes: Uint8Array) => object
  const Instance: new (module: object, imports: object) => { readonly exports: object }
}

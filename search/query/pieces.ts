import type { NoteName } from './notes.ts'
import type { Operator } from './operators.ts'

export type Sign = 'with' | 'without'

/** A word, a quotation, or a value with its operator. */
export interface Term {
  readonly kind: 'term'
  readonly sign: Sign
  readonly operator?: Operator
  /** The whole piece, for notes. */
  readonly raw: string
  /** What is looked for, without sign, operator and quotation marks. */
  readonly text: string
  /** 'unknown': with a colon after a name that means nothing. */
  readonly form: 'bare' | 'quoted' | 'unknown'
}

export type Token =
  | Term
  | { readonly kind: 'open'; readonly sign: Sign; readonly operator?: Operator; readonly raw: string }
  | { readonly kind: 'close' }
  | { readonly kind: 'or'; readonly raw: string }
  | { readonly kind: 'not'; readonly raw: string }
  | { readonly kind: 'note'; readonly name: NoteName; readonly raw: string }

/** Pieces read in one place, and where the next begins. */
export interface Read {
  readonly tokens: readonly Token[]
  readonly next: number
}

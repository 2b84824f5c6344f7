/** A file to read. `type` is its declared media type, lower case, believed only where the bytes don't tell. */
export interface FileToRead {
  readonly name: string
  readonly type: string
  readonly charset?: string // as declared
  readonly bytes: Buffer
}

/** Why there is no text: 'no-text' has none (a picture), 'not-known' is a format that isn't read. */
export type NoText =
  | 'no-text'
  | 'not-known'
  | 'locked'
  | 'broken'
  | 'too-large'
  | 'too-long'
  | 'too-much-memory'

/**
 * The text of a file: NFC, no control characters but newline and tab. `pages`: where each page, slide or sheet begins
 * in `text`, in UTF-16 units. 'cut': there was more.
 */
export type Extract =
  | {
      readonly outcome: 'read'
      readonly text: string
      readonly pages?: readonly number[]
      readonly cut: 'whole' | 'cut'
    }
  | { readonly outcome: 'nothing'; readonly why: NoText }

/** No text, and why. */
export function nothing(why: NoText): Extract {
  return { outcome: 'nothing', why }
}

// What is searchable of a message, as the archive knows it when it files it.

export interface Party {
  readonly name: string
  readonly address: string
}

export interface Entry {
  readonly messageId: number
  readonly datedAt: Date
  /** Where it is shown, the first to have had it first. */
  readonly lists: readonly number[]
  readonly subject: string
  readonly from: Party
  readonly recipients: readonly (Party & { readonly field: 'to' | 'cc' })[]
  /** The readable text, quotes and signature included. */
  readonly text: string
  /** Attachments in order; `type` is the media type declared, lower case, `text` what was read in it. */
  readonly files: readonly { readonly name: string; readonly type: string; readonly text?: string }[]
}

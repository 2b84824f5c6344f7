// Recipients as their column has them: short, since nearly every mail has one, its list.

/** Somebody in To or Cc. */
export interface Recipient {
  readonly field: 'to' | 'cc'
  readonly name: string
  readonly address: string
}

/** Field, address, and the name if there is one. */
export type ShortRecipient = readonly [Recipient['field'], string, string?]

/** As it is written. */
export function shortRecipient({ field, name, address }: Recipient): ShortRecipient {
  return name === '' ? [field, address] : [field, address, name]
}

/** As it is read. */
export function recipientOf([field, address, name = '']: ShortRecipient): Recipient {
  return { field, name, address }
}

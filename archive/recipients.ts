// Recipients as their column has them: short, since nearly every mail has one, its list.

/** Somebody in To or Cc. */
export interface Recipient {
  readonly field: 'to' | 'cc'
  readonly name: string
  readonly address: string
}

/** An address in To, without a name; or field, address, and the name if there is one. */
export type ShortRecipient = string | readonly [Recipient['field'], string, string?]

/** As it is written. */
export function shortRecipient({ field, name, address }: Recipient): ShortRecipient {
  if (name !== '') return [field, address, name]
  return field === 'to' ? address : [field, address]
}

/** As it is read. */
export function recipientOf(short: ShortRecipient): Recipient {
  const [field, address, name = ''] = typeof short === 'string' ? (['to', short] as const) : short
  return { field, name, address }
}

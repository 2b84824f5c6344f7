// Which fields a signature covers (RFC 6376 §5.4), and to which nothing may be added on the way.

/**
 * Named once more than there are, be there any or not (RFC 6376 §8.15): what readers are shown, what they answer to, how
 * the text is to be read, where one click leads. Whoever adds one breaks the signature.
 */
const closed = [
  'From',
  'To',
  'Cc',
  'Subject',
  'Date',
  'Message-ID',
  'In-Reply-To',
  'References',
  'Reply-To',
  'MIME-Version',
  'Content-Type',
  'Content-Transfer-Encoding',
  'List-Unsubscribe',
  'List-Unsubscribe-Post',
] as const

/** Closed in the same way where there is one; a relay may add what isn't there: some write a Sender. */
const closedWhenThere = [
  'Sender',
  'Content-Disposition',
  'Content-Language',
  'Content-ID',
  'List-Id',
  'List-Help',
  'List-Subscribe',
  'List-Post',
  'List-Owner',
  'List-Archive',
  'Archived-At',
  'Auto-Submitted',
] as const

export interface SignedField {
  readonly name: string
  readonly absent: 'closed' | 'open'
}

/** In the order in which they are hashed. */
export const signedFields: readonly SignedField[] = [
  ...closed.map((name) => ({ name, absent: 'closed' }) as const),
  ...closedWhenThere.map((name) => ({ name, absent: 'open' }) as const),
]

/** Where in a message a word stands; `other`: signatures and the texts of files. */
export type Zone = 'new' | 'quoted' | 'subject' | 'sender' | 'recipient' | 'filename' | 'other'

/** What a question without an operator looks through. */
export const ANYWHERE: readonly Zone[] = ['new', 'quoted', 'subject', 'sender', 'filename', 'other']

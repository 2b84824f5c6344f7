// What the pages read of the archive. Each function is given a list whose archive the reader may see, runs a fixed
// number of statements, and shows only postings in state `shown`.

export { latestThreads, type Month, monthsOf, type ThreadRow, threadsOfMonth } from './months.ts'
export { type AttachmentRow, openAttachment, openRaw, textsOf } from './originals.ts'
export { type MessageView, message, type Recipient } from './single.ts'
export { type MessageRow, type ThreadView, thread } from './whole-thread.ts'

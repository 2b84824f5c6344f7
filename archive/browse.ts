// What the pages read of the archive. Each function is given a list whose archive the reader may see, runs a fixed
// number of statements, and shows only postings in state `shown`.

export { type Extent, extentsOf, threadsToCrawl } from './crawled.ts'
export { type FileKind, isFileKind, kindOf } from './file-kinds.ts'
export { type FileRow, type Files, filesOf } from './files-of-list.ts'
export { mailsOf, type Stretch } from './mails-of-list.ts'
export { latestMessages, type MessageRow, messageRows } from './message-rows.ts'
export { isMonth, isYear, type Month, monthsOf } from './months.ts'
export { type AttachmentRow, openAttachment, openRaw } from './originals.ts'
export { messagesOfWriter, peopleOf, type Writer, writerOf } from './people-of-list.ts'
export type { Recipient } from './recipients.ts'
export { type MessageView, message } from './single.ts'
export { openTexts, type Texts } from './texts.ts'
export { busiestThreads, latestThreads, type ThreadRow, threadsOfMonth } from './thread-rows.ts'
export { type ThreadName, type ThreadPlace, type ThreadView, thread } from './whole-thread.ts'

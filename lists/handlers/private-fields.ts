import type { Handler } from './draft.ts'

/** Secrets, requests for receipts, and what only the last hop may say: removed from copies. */
const removed = [
  'Approved',
  'X-Approved',
  'Approve',
  'X-Approve',
  'Bcc',
  'Resent-Bcc',
  'Return-Receipt-To',
  'Disposition-Notification-To', // RFC 8098 §2.1: a receipt from each member to the author
  'Disposition-Notification-Options',
  'X-Confirm-Reading-To',
  'X-PMRQC',
  'Errors-To',
  'Return-Path', // RFC 5321 §4.4: added at final delivery only
  'Delivered-To',
  'X-Original-To',
]

export const privateFields: Handler = {
  name: 'private-fields',
  apply: (draft) => ({ ...draft, header: draft.header.without(...removed) }),
}

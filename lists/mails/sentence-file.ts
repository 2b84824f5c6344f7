// A sentence as somebody writes it in a file: « Objet : … », an empty line, the text.
import { Refused } from '../refused.ts'
import { isFrame, type Sentence, type SentenceName } from './catalogue.ts'

const SUBJECT = /^(?:objet|subject)\s?:[^\S\n]*(.*)(?:\n|$)/iu

/** Reads a file of somebody's words for a mail. */
export function readSentence(name: SentenceName, file: string): Sentence {
  const written = file
    .replace(/^\ufeff/, '')
    .replaceAll(/\r\n?/g, '\n')
    .trim()
  if (isFrame(name)) return { subject: '', text: written }
  const first = SUBJECT.exec(written)
  if (!first)
    throw new Refused('the first line is « Objet : … » (or "Subject: …"), then an empty line and the text')
  return { subject: first[1]!.trim(), text: written.slice(first[0].length).trim() }
}

/** The same, to be changed. */
export function writeSentence({ subject, text }: Sentence): string {
  return subject === '' ? text : `Objet : ${subject}\n\n${text}`
}

import { decodeCharset } from '#mta/message/charset.ts'
import { htmlToText } from '#mta/message/html-text.ts'
import { MAX_CONVERTED } from '#mta/message/texts.ts'
import type { FileToRead } from '../extract.ts'
import { wideCharset } from '../looks-like-text.ts'
import type { Transcript } from '../transcript.ts'

const CHARSET_WITHIN = 1_024 // bytes (HTML, § 13.2.3.2)
const CHARSET = /<meta[^>]{1,200}charset\s{0,9}=\s{0,9}["']?([\w-]{1,40})/i

/** Reads a web page, or HTML saved from a word processor. */
export function readHtml({ bytes, charset }: FileToRead, into: Transcript): undefined {
  const own = CHARSET.exec(bytes.toString('latin1', 0, CHARSET_WITHIN))?.[1]
  const html = decodeCharset(bytes, wideCharset(bytes) ?? own ?? charset).text
  into.add(htmlToText(html.slice(0, MAX_CONVERTED)))
  if (html.length > MAX_CONVERTED) into.leaveOut()
}

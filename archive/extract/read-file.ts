// Reads a file and the files inside it: a forwarded mail's attachments and theirs. A list of what is left to read, no
// recursion: how deep and how many is a stranger's choice.

import type { Extract, FileToRead, NoText } from './extract.ts'
import { kindOf } from './kinds.ts'
import { readerOf } from './readers.ts'
import { type Room, Transcript } from './transcript.ts'

const MAX_DEPTH = 3 // a file in a mail in a mail
const MAX_ENCLOSED = 100 // files inside one file, in all

/** The text of a file and of what it encloses. Never throws. */
export async function readFile(file: FileToRead, room: Room): Promise<Extract> {
  const transcript = new Transcript(room)
  const why = await read(file, transcript)
  await readEnclosed(transcript)
  return transcript.extract(why)
}

async function readEnclosed(transcript: Transcript): Promise<void> {
  const left = transcript.enclosed.splice(0).map((file) => ({ file, depth: 1 }))
  if (left.length > 0) transcript.forgetPages()
  for (let count = 1; left.length > 0 && !transcript.isFull; count++) {
    const { file, depth } = left.shift()!
    transcript.add(`\n\n${file.name}\n`)
    if (count > MAX_ENCLOSED) transcript.cut()
    if (depth <= MAX_DEPTH) await read(file, transcript)
    left.unshift(...transcript.enclosed.splice(0).map((found) => ({ file: found, depth: depth + 1 })))
  }
}

async function read(file: FileToRead, transcript: Transcript): Promise<NoText | undefined> {
  if (file.bytes.length === 0) return 'no-text'
  try {
    const reader = await readerOf(kindOf(file))
    return await reader(file, transcript)
  } catch {
    return 'broken' // a library's word for it, in as many ways as there are libraries
  }
}

import { StringDecoder } from 'node:string_decoder'
import { Refused } from '#lists/refused.ts'

const MAX_LINE = 65_536 // characters

/** The lines of UTF-8 text, numbered from 1; empty ones are passed over. Throws Refused for one without end. */
export async function* linesOf(
  chunks: AsyncIterable<Buffer>,
): AsyncGenerator<{ text: string; number: number }> {
  const decoder = new StringDecoder('utf8')
  let rest = ''
  let number = 0
  for await (const chunk of chunks) {
    const lines = (rest + decoder.write(chunk)).split('\n')
    rest = lines.pop() ?? ''
    for (const text of lines) {
      number++
      if (text.length > MAX_LINE) throw tooLong(number)
      if (text !== '') yield { text, number }
    }
    if (rest.length > MAX_LINE) throw tooLong(number + 1)
  }
  rest += decoder.end()
  if (rest !== '') yield { text: rest, number: number + 1 }
}

function tooLong(number: number): Refused {
  return new Refused(`line ${number} is longer than ${MAX_LINE} characters`)
}

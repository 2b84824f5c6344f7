// The counting SMTP server of sink.c in TypeScript, for machines without a C compiler: same questions, same answers.
import { createServer, type Socket } from 'node:net'
import { createInterface } from 'node:readline'

const fresh = () => ({
  connections: 0,
  parallel: 0,
  transactions: 0,
  recipients: 0,
  most: 0,
  bytes: 0,
  began: 0,
  first: 0,
  last: 0,
})
let counts = fresh()
let people = new Set<string>()
let copies = new Set<string>()
let open = 0

const now = (): number => (performance.timeOrigin + performance.now()) / 1000
const bracketed = (line: string): string => /<([^>]*)>/.exec(line)?.[1]?.toLowerCase() ?? line

const server = createServer({ noDelay: true }, (socket) => {
  counts.connections++
  counts.parallel = Math.max(counts.parallel, ++open)
  socket.on('close', () => open--).on('error', () => socket.destroy())
  socket.write('220 sink ESMTP\r\n')
  serve(socket)
})

function serve(socket: Socket): void {
  let mode: 'commands' | 'header' | 'body' = 'commands'
  let held = ''
  let recipients: string[] = []
  let message = ''

  const taken = (): string => {
    counts.last = now()
    counts.first ||= counts.last
    counts.transactions++
    counts.recipients += recipients.length
    counts.most = Math.max(counts.most, recipients.length)
    for (const recipient of recipients) {
      people.add(recipient)
      copies.add(`${recipient} ${message}`)
    }
    mode = 'commands'
    recipients = []
    return '250 2.0.0 taken\r\n'
  }
  const command = (line: string): string => {
    switch (line.slice(0, 4).toUpperCase()) {
      case 'RCPT':
        recipients.push(bracketed(line))
        return '250 2.1.5 ok\r\n'
      case 'MAIL':
        counts.began ||= now()
        recipients = []
        message = ''
        return '250 2.1.0 ok\r\n'
      case 'DATA':
        if (recipients.length === 0) return '503 5.5.1 no recipient\r\n'
        mode = 'header'
        return '354 go on\r\n'
      case 'EHLO':
        return '250-sink\r\n250-PIPELINING\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n250-ENHANCEDSTATUSCODES\r\n250 SIZE\r\n'
      case 'RSET':
        recipients = []
        return '250 2.0.0 ok\r\n'
      case 'HELO':
      case 'NOOP':
        return '250 sink\r\n'
      case 'QUIT':
        socket.end('221 2.0.0 bye\r\n')
        return ''
      default:
        return '500 5.5.2 what\r\n'
    }
  }
  const content = (line: string): string => {
    counts.bytes += line.length + 2
    if (line === '.') return taken()
    if (mode === 'header' && line === '') mode = 'body'
    else if (mode === 'header' && /^message-id:/i.test(line)) message = bracketed(line)
    return ''
  }

  socket.on('data', (chunk: Buffer) => {
    const lines = (held + chunk.toString('latin1')).split('\r\n')
    held = lines.pop() ?? ''
    let replies = ''
    for (const line of lines) replies += mode === 'commands' ? command(line) : content(line)
    if (replies !== '' && socket.writable) socket.write(replies)
  })
}

const tell = (answer: object): void => void process.stdout.write(`${JSON.stringify(answer)}\n`)

server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  tell({ port: typeof address === 'object' ? address?.port : 0 })
})
createInterface({ input: process.stdin })
  .on('line', (question) => {
    if (question === 'reset') {
      counts = { ...fresh(), parallel: open }
      people = new Set()
      copies = new Set()
      tell({})
    } else tell({ ...counts, people: people.size, copies: copies.size })
  })
  .on('close', () => process.exit(0))

// One self-signed certificate for all listeners of a test file: making one takes a while.
import { generate } from 'selfsigned'

const made = await generate([{ name: 'commonName', value: 'relais.localhost' }], {
  keySize: 2048,
  algorithm: 'sha256',
})

export const certificate = { key: made.private, cert: made.cert }

// A worker thread: makes a self-signed certificate and ends, and with it the 600 files that this takes.
import { parentPort, workerData } from 'node:worker_threads'
import { generate } from 'selfsigned'

const OWN_YEARS = 10 // nobody checks it: mail servers take any certificate (RFC 7435)

const domain = String(workerData)
const notAfterDate = new Date()
notAfterDate.setFullYear(notAfterDate.getFullYear() + OWN_YEARS)
const pem = await generate([{ name: 'commonName', value: domain }], {
  keySize: 2048,
  algorithm: 'sha256',
  notAfterDate,
  extensions: [{ name: 'subjectAltName', altNames: [{ type: 2, value: domain }] }],
})
parentPort?.postMessage({ key: pem.private, cert: pem.cert })

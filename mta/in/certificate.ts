// The TLS certificate of the mail server: the operator's, else one of our own, made once.
import { once } from 'node:events'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { Settings } from '#config/settings.ts'

/** A certificate with its chain and its private key, PEM. */
export interface Certificate {
  readonly key: string
  readonly cert: string
}

/** The operator's certificate, else the self-signed one kept in the data folder under `tls`. */
export async function openCertificate(settings: Settings): Promise<Certificate> {
  const { certificate, key } = settings.smtp
  if (certificate !== undefined && key !== undefined) return await read(certificate, key)
  const dir = join(settings.data, 'tls')
  const own = join(dir, 'own.pem')
  const kept = await readFile(own, 'utf8').catch(absent)
  if (kept !== undefined) return { key: kept, cert: kept }
  const made = await make(settings.domain)
  await mkdir(dir, { recursive: true, mode: 0o700 })
  // One file and a rename: a crash leaves no key without its certificate.
  await writeFile(`${own}.new`, made.key + made.cert, { mode: 0o600 })
  await rename(`${own}.new`, own)
  return made
}

async function read(certificate: string, key: string): Promise<Certificate> {
  return { cert: await readFile(certificate, 'utf8'), key: await readFile(key, 'utf8') }
}

async function make(domain: string): Promise<Certificate> {
  const worker = new Worker(new URL('./self-signed.ts', import.meta.url), { workerData: domain })
  const [made] = (await once(worker, 'message')) as [Certificate] // rejects when the worker fails
  return made
}

function absent(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error
}

import { X509Certificate } from 'node:crypto'
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { loadSettings } from '#config/settings.ts'
import { openCertificate } from '#mta/in/certificate.ts'
import { certificate } from './certificate.ts'

async function inFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'relais-tls-'))
  try {
    await work(folder)
  } finally {
    await rm(folder, { recursive: true })
  }
}

test('a certificate for the domain is made once, its key for our user only', () =>
  inFolder(async (data) => {
    const settings = loadSettings({ env: { RELAIS_DATA: data, RELAIS_DOMAIN: 'listes.test' } })
    const made = await openCertificate(settings)
    const read = new X509Certificate(made.cert)
    expect(read.checkHost('listes.test')).toBe('listes.test')
    expect(read.validToDate.getTime()).toBeGreaterThan(Date.now() + 9 * 365 * 86_400_000)
    expect((await stat(join(data, 'tls'))).mode & 0o777).toBe(0o700)
    expect((await stat(join(data, 'tls', 'own.pem'))).mode & 0o777).toBe(0o600)
    const again = await openCertificate(settings)
    expect(new X509Certificate(again.cert).fingerprint256).toBe(read.fingerprint256)
  }))

test('the operator’s own certificate is used', () =>
  inFolder(async (data) => {
    const env = {
      RELAIS_DATA: data,
      RELAIS_SMTP_CERTIFICATE: join(data, 'cert.pem'),
      RELAIS_SMTP_KEY: join(data, 'key.pem'),
    }
    await writeFile(env.RELAIS_SMTP_CERTIFICATE, certificate.cert)
    await writeFile(env.RELAIS_SMTP_KEY, certificate.key)
    expect(await openCertificate(loadSettings({ env }))).toEqual(certificate)
  }))

import type { FileToRead, NoText } from '../extract.ts'

const ENCRYPTED = Buffer.from('EncryptedPackage', 'utf16le') // a stream's name in the container (MS-OFFCRYPTO §2.3.2)

/** Old Office files are not read; new ones with a password come in the same container. */
export function readOle({ bytes }: FileToRead): NoText {
  return bytes.includes(ENCRYPTED) ? 'locked' : 'not-known'
}

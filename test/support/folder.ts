import { chmod, mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A new folder for one test, which also the user that PostgreSQL runs as can enter; the caller removes it. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'relais-test-'))
  await chmod(folder, 0o711)
  return folder
}

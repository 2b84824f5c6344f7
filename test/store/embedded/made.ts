// Making a cluster takes a second, copying one a tenth: tests that are not about the first start get copies.
import { execFile } from 'node:child_process'
import { rm } from 'node:fs/promises'
import { promisify } from 'node:util'
import { temporaryFolder } from '#test/support/folder.ts'
import { relais } from './relais.ts'

const run = promisify(execFile)
let model: string

/** Makes the data folder to copy. */
export async function prepare(): Promise<void> {
  model = await temporaryFolder()
  await (await relais(model, 'serve')).stop()
}

/** A data folder whose database was started and stopped before. */
export async function startedBefore(): Promise<string> {
  const folder = await temporaryFolder()
  await run('cp', ['-a', `${model}/.`, folder])
  return folder
}

export async function discard(): Promise<void> {
  await rm(model, { recursive: true })
}

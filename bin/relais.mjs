// Starts the command with its compiled form kept beside the dependencies (`npm ci` fills it): reading TypeScript takes
// a compiler of 20 MB and a second. Plain JavaScript for that reason; never in a shared folder, for what is kept is run.
import { enableCompileCache } from 'node:module'
import { join } from 'node:path'

enableCompileCache(join(import.meta.dirname, '../node_modules/.cache/relais')) // does without where it can't write
await import('./relais.ts')

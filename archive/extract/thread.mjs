// Starts a thread with the compiled form of its files, kept where the program keeps its own (bin/relais.mjs): without it
// each start takes 60 ms more, to read TypeScript. Plain JavaScript for that reason.
import { enableCompileCache } from 'node:module'
import { workerData } from 'node:worker_threads'

if (workerData.compiled !== undefined) enableCompileCache(workerData.compiled)
await import('./thread.ts')

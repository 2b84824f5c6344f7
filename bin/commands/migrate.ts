import { Command } from 'commander'
import { onData, say } from './answer.ts'

export const migrateCommand = () =>
  new Command('migrate')
    .description('bring the database up to this version (starting does it too)')
    .action(async () => onData(async () => say('the database is up to date')))

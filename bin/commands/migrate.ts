import { Command } from 'commander'
import { onGround, say } from './ground.ts'

export const migrateCommand = () =>
  new Command('migrate')
    .description('bring the database up to this version (starting does it too)')
    .action(async () => onGround(async () => say('the database is up to date')))

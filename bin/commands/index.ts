import { Command } from 'commander'
import { indexCheckCommand } from './index/check.ts'
import { indexRebuildCommand } from './index/rebuild.ts'

export const indexCommand = () =>
  new Command('index')
    .description('what search finds by: compare it with the archive, make it anew')
    .addCommand(indexRebuildCommand())
    .addCommand(indexCheckCommand())

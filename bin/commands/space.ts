import { Command, Option } from 'commander'
import { allSpaces, createSpace } from '#lists/spaces.ts'
import { answer, columns, onData } from './answer.ts'
import { sentenceCommand } from './sentence.ts'

export const spaceCommand = () => {
  const space = new Command('space').description("associations' spaces")
  space
    .command('create')
    .argument('<slug>', 'short name, as in web addresses')
    .requiredOption('--name <name>')
    .addOption(new Option('--kind <kind>').choices(['association', 'collective']).default('association'))
    .option('--description <text>')
    .option(
      '--domain <domain>',
      'own domain of its lists (this command stands for the proof that it is theirs)',
    )
    .option('--json')
    .description('make a space')
    .action(async (slug, options) =>
      onData(async ({ db }) => {
        const made = await db.transaction((tx) => createSpace(tx, { slug, ...options }))
        answer(made, options, () => `space ${made.slug} made`)
      }),
    )
  space
    .command('list')
    .option('--json')
    .description('the spaces there are')
    .action(async (options) =>
      onData(async ({ db }) => {
        const spaces = await allSpaces(db)
        answer(spaces, options, () => columns(spaces.map((s) => [s.slug, s.name, s.domain ?? ''])))
      }),
    )
  space.addCommand(sentenceCommand('space'))
  return space
}

import { createReadStream } from 'node:fs'
import { Command, Option } from 'commander'
import { note } from '#lists/audit.ts'
import { modes } from '#lists/modes.ts'
import { personByAddress } from '#lists/people.ts'
import { Refused } from '#lists/refused.ts'
import { readSubscriberFile } from '#lists/subscriber-file.ts'
import { importSubscribers, removeSubscriber, subscribe, subscribers } from '#lists/subscriptions.ts'
import { answer, columns, listNamed, onData, say } from './answer.ts'

export const subscriberCommand = () => {
  const subscriber = new Command('subscriber').description('who is on a list')
  subscriber
    .command('add')
    .argument('<list>')
    .argument('<address>')
    .option('--name <name>')
    .addOption(new Option('--mode <mode>').choices([...modes]))
    .description('put somebody on a list')
    .action(async (listAddress: string, address: string, options) =>
      onData(async ({ db }) => {
        const outcome = await db.transaction(async (tx) => {
          const list = await listNamed(tx, listAddress)
          const made = await subscribe(tx, list, {
            address,
            ...options,
            source: 'added',
            evidence: 'session',
          })
          await note(tx, { act: 'add', via: 'command', listId: list.id, subjectPerson: made.person.id })
          return made.outcome
        })
        if (outcome === 'left-before')
          throw new Refused(
            `${address} left ${listAddress}: only they can come back, by writing to its -subscribe address`,
          )
        say(
          outcome === 'already'
            ? `${address} is on ${listAddress} already`
            : `${address} is on ${listAddress}`,
        )
      }),
    )
  subscriber
    .command('import')
    .argument('<list>')
    .argument('<file>', 'CSV with a header, or an address a line; - reads standard input')
    .option('--json')
    .description('put many people on a list; no mail is sent')
    .action(async (listAddress: string, file: string, options) =>
      onData(async ({ db }) => {
        const people = await readSubscriberFile(file === '-' ? process.stdin : createReadStream(file))
        const result = await db.transaction(async (tx) => {
          const list = await listNamed(tx, listAddress)
          const made = await importSubscribers(tx, list, people)
          await note(tx, { act: 'import', via: 'command', listId: list.id, detail: { added: made.added } })
          return made
        })
        answer(result, options, () =>
          [
            `${result.added} added, ${result.known} already there`,
            ...(result.leftBefore > 0 ? [`${result.leftBefore} left before and stay off`] : []),
            ...result.refused.slice(0, 20).map((line) => `not an address: ${line}`),
            ...(result.refused.length > 20 ? [`… and ${result.refused.length - 20} more`] : []),
          ].join('\n'),
        )
      }),
    )
  subscriber
    .command('list')
    .argument('<list>')
    .option('--json')
    .description('who is on a list')
    .action(async (listAddress: string, options) =>
      onData(async ({ db }) => {
        const people = await subscribers(db, (await listNamed(db, listAddress)).id)
        answer(people, options, () =>
          columns(people.map((p) => [p.address, p.name, p.mode, p.paused ? 'paused' : ''])),
        )
      }),
    )
  subscriber
    .command('remove')
    .argument('<list>')
    .argument('<address>')
    .description('take somebody off a list')
    .action(async (listAddress: string, address: string) =>
      onData(async ({ db }) => {
        await db.transaction(async (tx) => {
          const list = await listNamed(tx, listAddress)
          const person = await personByAddress(tx, address.toLowerCase())
          if (!person || !(await removeSubscriber(tx, list.id, person.id)))
            throw new Refused(`${address} is not on ${listAddress}`)
          await note(tx, { act: 'remove', via: 'command', listId: list.id, subjectPerson: person.id })
        })
        say(`${address} is off ${listAddress}`)
      }),
    )
  return subscriber
}

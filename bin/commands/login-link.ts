import { Command } from 'commander'
import { loginLink } from '#lists/login.ts'
import { Refused } from '#lists/refused.ts'
import { onData, say } from './answer.ts'

export const loginLinkCommand = () =>
  new Command('login-link')
    .argument('<address>')
    .description('a link that signs this person in, once, within an hour')
    .action(async (address: string) =>
      onData(async (ground) => {
        const link = await loginLink(ground, address.toLowerCase())
        if (!link) throw new Refused(`nobody has the address ${address}`)
        say(link)
      }),
    )

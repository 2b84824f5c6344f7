import type { Dice } from './dice.ts'
import { type Letter, plantsIn } from './letter.ts'
import { encodedWords, mailbox } from './mime/words.ts'
import { mailDate } from './moments.ts'
import type { Program } from './people.ts'
import { capital } from './prose.ts'

const AGENTS: Readonly<Record<Program, string>> = {
  thunderbird: 'User-Agent: Mozilla Thunderbird',
  gmail: 'X-Mailer: Courriel en ligne',
  outlook: 'X-Mailer: Microsoft Outlook 16.0',
  'outlook-old': 'X-Mailer: Microsoft Office Outlook 12.0',
  apple: 'X-Mailer: Apple Mail (2.3654.120.0.1.13)',
  phone: 'X-Mailer: iPhone Mail (18G69)',
  mutt: 'User-Agent: Mutt/1.10.1 (2018-07-13)',
}
const COLUMNS = 64 // of a signature
const SECOND_HAND = 0.15 // of mails reach the list as a copy

/** The fields of a mail as an archive of lists has it, MIME ones apart: the way it came, its own, the list's. */
export function headerOf(letter: Letter, dice: Dice): string {
  const { author, list, at, offset, id } = letter
  const charset = author.encoding < 0.7 ? 'utf-8' : 'iso-8859-1'
  const coding = Math.floor(author.encoding * 100) % 2 === 0 ? 'Q' : 'B'
  const domain = author.address.split('@')[1]
  const copied = letter.answered !== undefined && dice.happens(SECOND_HAND)
  return [
    `Return-Path: <${list.name}-bounces@listes.example>`,
    received(`smtp.${domain}`, 'mx.listes.example', letter, dice),
    received(`poste${dice.below(200)}.${domain}`, `smtp.${domain}`, letter, dice),
    `DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=${domain}; s=2015;\n\th=from:to:subject:date:message-id; bh=${dice.bytes(32).toString('base64')};\n\tb=${signature(dice)}`,
    `Date: ${mailDate(at, offset)}`,
    `From: ${mailbox(author.name, author.address, charset, coding)}`,
    ...(copied ? [`To: ${letter.answered!.address}`, `Cc: ${list.address}`] : [`To: ${list.address}`]),
    `Subject: ${encodedWords(letter.subject, charset, coding)}`,
    `Message-ID: <${id}>`,
    ...answering(letter),
    AGENTS[author.program],
    ...plantsIn(letter.plants, 'unseen')
      .filter(({ place }) => place === 'header')
      .map(({ word }) => `X-Trace: ${word} ${word}@news.example`),
    'MIME-Version: 1.0',
    `List-Id: ${capital(list.name)} <${list.name}.listes.example>`,
    `List-Post: <mailto:${list.address}>`,
    `List-Unsubscribe: <mailto:${list.name}-unsubscribe@listes.example>`,
    `List-Archive: <https://listes.example/${list.name}/>`,
    'Precedence: list',
    '',
  ].join('\n')
}

function received(from: string, by: string, { at, offset, list }: Letter, dice: Dice): string {
  return `Received: from ${from} (${from} [192.0.2.${1 + dice.below(250)}])\n\tby ${by} (Postfix) with ESMTPS id ${dice.hex(10).toUpperCase()}\n\tfor <${list.address}>; ${mailDate(at + 2, offset)}`
}

function signature(dice: Dice): string {
  return dice
    .bytes(192)
    .toString('base64')
    .replace(new RegExp(`.{${COLUMNS}}(?=.)`, 'g'), '$&\n\t ')
}

function answering({ link, references }: Letter): string[] {
  if (link === 'none' || references.length === 0) return []
  const answered = `In-Reply-To: <${references.at(-1)}>`
  if (link === 'in-reply-to') return [answered]
  return [answered, `References: ${references.map((id) => `<${id}>`).join('\n ')}`]
}

// The few words that -request@ understands, French and English, whatever their accents and capitals.
const words: Readonly<Record<string, 'leave' | 'join' | 'help'>> = {
  quitter: 'leave',
  desinscription: 'leave',
  desabonnement: 'leave',
  'se desabonner': 'leave',
  stop: 'leave',
  leave: 'leave',
  unsubscribe: 'leave',
  signoff: 'leave',
  unsub: 'leave',
  rejoindre: 'join',
  inscription: 'join',
  abonnement: 'join',
  's abonner': 'join',
  join: 'join',
  subscribe: 'join',
  aide: 'help',
  help: 'help',
  info: 'help',
}

/** The command that a line is, whole; undefined when it is none. */
export function parsedCommand(line: string): 'leave' | 'join' | 'help' | undefined {
  const plain = line
    .slice(0, 200)
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/^((re|tr|fwd?) ?: *)+/, '')
    .replace(/[^a-z]+/g, ' ')
    .trim()
  return Object.hasOwn(words, plain) ? words[plain] : undefined
}

/** Whether an answer's first line says no. */
export function saysNo(line: string): boolean {
  return /^(non|no|annuler|cancel|stop)\b/i.test(line.trim())
}

/** Whether an answer's first line says yes. */
export function saysYes(line: string): boolean {
  return /^(oui|yes|ok|d['’]accord)\b/i.test(line.trim())
}

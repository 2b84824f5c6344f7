// What fills a mail that is shown to whoever rewrites it.
import { type Language, namesIn, type Sentence } from './catalogue.ts'

const FR: Readonly<Record<string, string>> = {
  address: 'jeanne.dupont@poste.example',
  name: 'Jeanne Dupont',
  subject: 'Sortie de dimanche',
  note: 'Merci, mais ce message est pour la liste des sorties.',
  reason: 'la liste ne l’accepte pas.',
  change: 'Vous recevez de nouveau ses messages',
  back: 'PAUSE',
  code: '012345',
  link: 'https://relais.example/login/abcdef',
  lists: 'Bureau\nbureau@relais.example\n\nSorties\nsorties@relais.example',
}

const EN: Readonly<Record<string, string>> = {
  ...FR,
  subject: 'Walk on Sunday',
  note: 'Thank you, but this message is for the list of walks.',
  reason: 'the list does not accept it.',
  change: 'You receive its messages again',
}

/** Something for every {name} of these sentences: what is known, else an example, else the name itself. */
export function examplesFor(
  sentences: readonly Sentence[],
  language: Language,
  known: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const examples = { ...(language === 'fr' ? FR : EN), ...known }
  return Object.fromEntries(
    sentences.flatMap(namesIn).map((name) => [name, examples[name] ?? `(${name})`] as const),
  )
}

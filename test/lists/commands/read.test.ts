import { describe, expect, test } from 'vitest'
import { readRequest } from '#lists/commands/read.ts'
import { cpuMs } from '../../support/cpu.ts'

/** « verb rest », in order. */
const asked = (subject: string, text = '') =>
  readRequest(subject, text).commands.map(({ verb, rest }) => `${verb} ${rest}`.trim())

describe('one word', () => {
  test.each([
    // Sympa
    ['SUB bureau Jean Dupont', 'join bureau Jean Dupont'],
    ['subscribe bureau', 'join bureau'],
    ['SIG bureau', 'leave bureau'],
    ['SIGNOFF *', 'leave *'],
    ['unsub bureau jean@asso.example', 'leave bureau jean@asso.example'],
    ['SET bureau DIGEST', 'set bureau DIGEST'],
    ['SET * NOMAIL', 'set * NOMAIL'],
    ['REV bureau', 'review bureau'],
    ['WHICH', 'which'],
    ['INFO bureau', 'info bureau'],
    ['LISTS', 'lists'],
    ['INDEX bureau', 'index bureau'],
    ['GET bureau 2026-03', 'get bureau 2026-03'],
    ['LAST bureau', 'last bureau'],
    ['INVITE bureau anne@asso.example Anne', 'invite bureau anne@asso.example Anne'],
    ['HELP', 'help'],
    ['CONFIRM 4f2a', 'confirm 4f2a'],
    ['VERIFY bureau', 'verify bureau'],
    ['ADD bureau anne@asso.example Anne Martin', 'add bureau anne@asso.example Anne Martin'],
    ['DEL bureau anne@asso.example', 'remove bureau anne@asso.example'],
    ['STATS bureau', 'statistics bureau'],
    ['REMIND bureau', 'remind bureau'],
    ['DISTRIBUTE bureau 4f2a', 'accept bureau 4f2a'],
    ['MODINDEX bureau', 'waiting bureau'],
    // Mailman
    ['join', 'join'],
    ['leave', 'leave'],
    ['who', 'review'],
    ['echo bonjour', 'echo bonjour'],
    // French
    ['QUITTER', 'leave'],
    ['Désinscription', 'leave'],
    ['  désabonnement.', 'leave'],
    ['Re: unsubscribe', 'leave'],
    ['STOP', 'leave'],
    ["S'abonner", 'join'],
    ['M’inscrire', 'join'],
    ['Me désabonner', 'leave'],
    ['Inscription Jeanne Œuvrard', 'join Jeanne Œuvrard'],
    ['Chercher vélo « pont »', 'search vélo « pont »'],
    ['Chercher -pont vélo*', 'search -pont vélo*'],
    ['INDEX novembre 2025', 'index novembre 2025'],
    ['Archives de mars', 'index de mars'],
    ['SOMMAIRE bureau 2025-11', 'index bureau 2025-11'],
    ['ANNULER <a.b-c=d@courriel.example>', 'undo <a.b-c=d@courriel.example>'],
    ['GET <a@b.example>', 'get <a@b.example>'],
    ['CHERCHER: vélo', 'search vélo'],
    ['Derniers messages', 'last'],
    ['aide !', 'help'],
    ['?', 'help'],
    ['Mes listes', 'which'],
    ['AJOUTER anne@asso.example Anne Martin', 'add anne@asso.example Anne Martin'],
    ['SET bureau NOMAIL', 'set bureau NOMAIL'],
    ['PAUSE', 'pause'],
    ['Pause jusqu’au 15 août', 'pause jusqu’au 15 août'],
    ['vacances 2 semaines', 'pause 2 semaines'],
    ['REPRENDRE', 'resume'],
    ['NORMAL', 'each'],
    ['Chaque message', 'each'],
    ['avec les pièces jointes', 'each'],
    ['DIGEST', 'digest'],
    ['Résumé quotidien', 'digest'],
    ['un mail par jour', 'digest'],
    ['Un seul mail par jour', 'digest'],
    ['DIGESTPLAIN', 'digest-plain'],
    ['Recueil texte', 'digest-plain'],
    ['TITRES', 'titles'],
    ['SUMMARY', 'titles'],
    ['seulement les titres', 'titles'],
    ['NOTICE', 'notices'],
    ['avis', 'notices'],
    ['URLIZE', 'without-files'],
    ['sans les pièces jointes', 'without-files'],
    ['pas de pièces jointes', 'without-files'],
    ['SET bureau DIGESTPLAIN', 'set bureau DIGESTPLAIN'],
    ['sans mes messages', 'without-own'],
    ['NOCONCEAL', 'show'],
    ['Je n’ai pas reçu le message de lundi', 'missing le message de lundi'],
  ])('« %s »', (subject, meaning) => {
    expect(asked(subject)).toEqual([meaning])
  })

  test.each([
    ['DESABONEMENT', 'leave'],
    ['desincription', 'leave'],
    ['Unsubscibe', 'leave'],
    ['suscribe bureau', 'join bureau'],
    ['Quiter', 'leave'],
    ['incription', 'join'],
    ['cherhcer vélo', 'search vélo'],
  ])('with a slip of the finger: « %s »', (subject, meaning) => {
    expect(asked(subject)).toEqual([meaning])
  })

  test.each([
    ['Merci de me désinscrire', 'leave'],
    ['Veuillez me désabonner SVP', 'leave'],
    ['Bonjour, je voudrais m’inscrire, merci', 'join'],
    ['Désinscription svp', 'leave'],
    ['please unsubscribe', 'leave'],
    ['I want to unsubscribe, thank you', 'leave'],
    ['Bonjour, je voudrais un seul mail par jour, merci', 'digest'],
    ['Je préfère recevoir seulement les titres', 'titles'],
    ['Je ne veux plus recevoir que les titres', 'titles'],
    ['je souhaite ne recevoir qu’un mail par jour', 'digest'],
    ['Je souhaite recevoir les messages sans les pièces jointes', 'without-files'],
    ['je voudrais ne plus avoir que les titres svp', 'titles'],
  ])('politely: « %s »', (subject, meaning) => {
    expect(asked(subject)).toEqual([meaning])
  })

  test.each([
    'Comment quitter la liste ?',
    'quitter la réunion plus tôt',
    'stop les mails',
    'constructor',
    'Convocation à l’assemblée générale',
    'accepter les chèques vacances',
    'pause café à dix heures dans le hall',
    'annuler la sortie de dimanche',
    'archives de la mairie de Paris',
    'supprimer les vieilles affiches',
    'qui vient samedi ?',
    'avis important',
    'Résumé de la réunion de mardi',
    'titres de transport offerts',
    'Je ne veux plus recevoir tous les messages',
    'je ne veux plus recevoir chaque message',
    'je ne souhaite pas un mail par jour',
    'normal que personne ne réponde ?',
    'recueil des textes du congrès',
    '',
    '🚲',
  ])('a sentence that begins like one changes nothing: « %s »', (subject) => {
    expect(asked(subject)).toEqual([])
  })
})

describe('a mail of several', () => {
  test('one a line, each once, until the end is said', () => {
    const text = 'SUB bureau Jean\nSET bureau DIGEST\nsub bureau jean\nQUIT\nSIG bureau'
    expect(asked('', text)).toEqual(['join bureau Jean', 'set bureau DIGEST'])
    expect(asked('INFO bureau', 'STOP\nSIG bureau')).toEqual(['info bureau'])
  })

  test('signatures, quotations and politeness are no commands', () => {
    const text = `Bonjour,

QUITTER

Merci et bonne journée
Anne
--${' '}
Anne Martin
QUITTER bureau

Le 3 mars 2026 à 10:12, Bureau <bureau@velo15.example> a écrit :
> AIDE`
    expect(readRequest('demande', text)).toMatchObject({
      unclear: [],
      commands: [{ verb: 'leave', rest: '' }],
    })
  })

  test('an answer below the quotation counts too', () => {
    expect(asked('Re: question', '> Que voulez-vous ?\n> AIDE\n\nquitter')).toEqual(['leave'])
  })

  test('what a telephone adds is not read', () => {
    expect(readRequest('', 'AIDE\nEnvoyé de mon iPhone\nQUITTER').commands).toHaveLength(1)
  })

  test('lines that are not understood between commands are told', () => {
    expect(readRequest('', 'INFO bureau\nfaire le café\nAIDE\nJean').unclear).toEqual(['faire le café'])
  })

  test('quietly', () => {
    expect(readRequest('QUIET DEL bureau a@b.example', '').commands).toMatchObject([
      { verb: 'remove', rest: 'bureau a@b.example', quiet: true },
    ])
  })
})

describe('a wish to leave', () => {
  test.each([
    'Je ne veux plus recevoir ces mails',
    'je ne souhaite plus être inscrit à cette liste. Merci',
    'Bonjour,\n\nMerci de ne plus\nm’envoyer de messages, je ne suis plus à Paris.',
    'Ne m’envoyez plus rien',
    'Arrêtez de m’envoyer des courriels !',
    'Pouvez-vous retirer mon adresse de votre liste ?',
    'STOP les mails',
    'Please remove me from this list',
    'I no longer wish to receive these emails.',
    'comment faire pour me désinscrire de tout ça',
  ])('« %s »', (text) => {
    const request = readRequest('votre liste', text)
    expect([request.commands, request.wish]).toEqual([[], 'leave'])
  })

  test.each(['Je voudrais recevoir le compte rendu', 'Merci pour vos messages', 'Où se passe la réunion ?'])(
    'not « %s »',
    (text) => {
      expect(readRequest('question', text).wish).toBeUndefined()
    },
  )
})

describe('numbers of what was offered', () => {
  test.each([
    ['2', [2]],
    ['Le 2, svp', [2]],
    ['3, 5 et 7', [3, 5, 7]],
    ['n° 4', [4]],
    ['3 3', [3]],
  ])('« %s »', (text, picks) => {
    expect(readRequest('Re: choix', text).picks).toEqual(picks)
  })

  test.each(['2 personnes', 'vers 18 h', '12345'])('not « %s »', (text) => {
    expect(readRequest('Re: choix', text).picks).toEqual([])
  })
})

test('ten thousand mails are understood in ten seconds of CPU, in fact in two', () => {
  const mails = [
    ['SIG bureau', ''],
    ['demande', 'Bonjour,\n\nMerci de me désabonner de cette liste.\n\nAnne\n> AIDE'],
    ['', 'SUB bureau Jean\nSET bureau DIGEST\nQUIT'],
    ['Re: votre liste', `Je ne veux plus recevoir ces mails\n${'> une ligne citée\n'.repeat(50)}`],
    ['question', 'un mot après l’autre '.repeat(200)],
  ] as const
  const begun = cpuMs()
  const understood = Array.from({ length: 10_000 }, (_, n) => {
    const [subject, text] = mails[n % mails.length]!
    return readRequest(subject, text)
  })
  expect(cpuMs() - begun).toBeLessThan(10_000)
  expect(understood.filter(({ commands, wish }) => commands.length > 0 || wish)).toHaveLength(8_000)
})

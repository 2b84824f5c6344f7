// The cast: plausible names, addresses under .example (RFC 2606), and the mail program that each one uses.

export type MailProgram = 'thunderbird' | 'gmail' | 'phone' | 'outlook'

export interface Character {
  readonly name: string
  readonly address: string
  readonly program: MailProgram
  /** Slugs of the associations of which they are members. */
  readonly spaces: readonly string[]
}

type Row = [nick: string, name: string, address: string, program: MailProgram, ...spaces: string[]]

const VELO = 'velo15'
const PONTS = 'trois-ponts'
const JARDINS = 'jardins-du-quai'

const rows: Row[] = [
  ['anne', 'Anne Martin', 'anne.martin@orange.example', 'gmail', VELO],
  ['jp', 'Jean-Pierre Lefèvre', 'jp.lefevre@free.example', 'thunderbird', VELO],
  ['karim', 'Karim Benali', 'karim.benali@courriel.example', 'gmail', VELO],
  ['mireille', 'Mireille Castaing', 'mireille.castaing@orange.example', 'outlook', VELO, JARDINS],
  ['thomas', 'Thomas Nguyen', 'thomas.nguyen@poste.example', 'thunderbird', VELO],
  ['sylvie', 'Sylvie Roussel', 'sylvie.roussel@courriel.example', 'gmail', VELO],
  ['bernard', 'Bernard Œuvrard', 'b.oeuvrard@orange.example', 'outlook', VELO],
  ['fatou', 'Fatou Diallo', 'fatou.diallo@courriel.example', 'phone', VELO],
  ['lucas', 'Lucas Moreau', 'lucas.moreau@courriel.example', 'phone', VELO],
  ['helene', 'Hélène Delacroix', 'helene.delacroix@poste.example', 'gmail', VELO, PONTS],
  ['gerard', 'Gérard Poulain', 'gerard.poulain@free.example', 'outlook', VELO],
  ['ines', 'Inès Haddad', 'ines.haddad@courriel.example', 'gmail', VELO],
  ['paul', 'Paul Kowalski', 'paul.kowalski@free.example', 'thunderbird', VELO],
  ['claire', 'Claire Baudouin', 'claire.baudouin@poste.example', 'phone', VELO],
  ['michel', 'Michel Tessier', 'michel.tessier@orange.example', 'outlook', VELO],
  ['nadia', 'Nadia Chérif', 'nadia.cherif@courriel.example', 'gmail', VELO, JARDINS],
  ['olivier', 'Olivier Grandjean', 'olivier.grandjean@free.example', 'thunderbird', VELO],
  ['bea', 'Béatrice Lemoine', 'bea.lemoine@poste.example', 'phone', VELO],
  ['xavier', 'Xavier de La Tour', 'x.delatour@orange.example', 'outlook', VELO],
  ['marijo', 'Marie-Josèphe Kermarrec', 'mjkermarrec@poste.example', 'gmail', VELO],
  ['yann', 'Yann Le Goff', 'yann.legoff@courriel.example', 'phone', VELO],
  ['odile', 'Odile Fontaine', 'odile.fontaine@orange.example', 'outlook', VELO, PONTS],
  ['etienne', 'Étienne Vasseur', 'etienne.vasseur@free.example', 'thunderbird', VELO],
  ['camille', 'Camille Aubert', 'camille.aubert@courriel.example', 'gmail', PONTS],
  ['rene', 'René Charpentier', 'rene.charpentier@orange.example', 'outlook', PONTS],
  ['josiane', 'Josiane Picard', 'josiane.picard@orange.example', 'outlook', PONTS],
  ['antoine', 'Antoine Berthier', 'antoine.berthier@free.example', 'thunderbird', PONTS],
  ['leila', 'Leïla Mansouri', 'leila.mansouri@courriel.example', 'phone', PONTS],
  ['francois', 'François Guillot', 'francois.guillot@free.example', 'thunderbird', PONTS],
  ['margot', 'Margot Évrard', 'margot.evrard@courriel.example', 'phone', PONTS],
  ['david', 'David Cohen', 'david.cohen@poste.example', 'gmail', PONTS],
  ['monique', 'Monique Lasserre', 'monique.lasserre@orange.example', 'outlook', PONTS],
  ['hugo', 'Hugo Pereira', 'hugo.pereira@courriel.example', 'phone', PONTS],
  ['elodie', 'Élodie Charrier', 'elodie.charrier@poste.example', 'gmail', PONTS],
  ['alain', 'Alain Dubreuil', 'alain.dubreuil@free.example', 'thunderbird', PONTS],
  ['suzanne', 'Suzanne Weber', 'suzanne.weber@orange.example', 'outlook', PONTS],
  ['noemie', 'Noémie Joly', 'noemie.joly@courriel.example', 'phone', PONTS],
  ['raphael', 'Raphaël Da Costa', 'raphael.dacosta@courriel.example', 'gmail', PONTS],
  ['colette', 'Colette Marchand', 'colette.marchand@poste.example', 'gmail', PONTS, JARDINS],
  ['victor', 'Victor Lenoir', 'victor.lenoir@free.example', 'thunderbird', PONTS],
  ['agathe', 'Agathe Rousselot', 'agathe.rousselot@courriel.example', 'phone', PONTS],
  ['nicole', 'Nicole Prigent', 'nicole.prigent@orange.example', 'outlook', PONTS],
  ['solange', 'Solange Besson', 'solange.besson@poste.example', 'gmail', JARDINS],
  ['marc', 'Marc Ollivier', 'marc.ollivier@free.example', 'thunderbird', JARDINS],
  ['amina', 'Amina Traoré', 'amina.traore@courriel.example', 'phone', JARDINS],
  ['pierrette', 'Pierrette Vidal', 'pierrette.vidal@orange.example', 'outlook', JARDINS],
  ['henri', 'Henri Maréchal', 'henri.marechal@free.example', 'thunderbird', JARDINS],
  ['juliette', 'Juliette Navarro', 'juliette.navarro@courriel.example', 'gmail', JARDINS],
  ['roger', 'Roger Caillaud', 'roger.caillaud@orange.example', 'outlook', JARDINS],
  ['sofia', 'Sofia Almeida', 'sofia.almeida@courriel.example', 'phone', JARDINS],
  ['dominique', 'Dominique Perrot', 'dominique.perrot@poste.example', 'gmail', JARDINS],
  ['gael', 'Gaël Riou', 'gael.riou@free.example', 'thunderbird', JARDINS],
  ['bich', 'Bích Ngọc Trần', 'bichngoc.tran@courriel.example', 'gmail', JARDINS],
  ['chantal', 'Chantal Meunier', 'chantal.meunier@orange.example', 'outlook', JARDINS],
  ['samuel', 'Samuel Okafor', 'samuel.okafor@courriel.example', 'phone', JARDINS, VELO],
  ['lucie', 'Lucie Brunet', 'lucie.brunet@courriel.example', 'phone', JARDINS],
  ['maurice', 'Maurice Lagarde', 'maurice.lagarde@orange.example', 'outlook', JARDINS],
  ['estelle', 'Estelle Fournier', 'estelle.fournier@poste.example', 'gmail', JARDINS],
  ['patrick', 'Patrick Hamon', 'patrick.hamon@free.example', 'thunderbird', JARDINS],
  ['yasmine', 'Yasmine Belkacem', 'yasmine.belkacem@courriel.example', 'phone', JARDINS],
  ['guy', 'Guy Thévenet', 'guy.thevenet@free.example', 'thunderbird', JARDINS],
  ['ghislaine', 'Ghislaine Collet', 'ghislaine.collet@orange.example', 'outlook', JARDINS],
]

/** Everybody, by the short name that the scenes use. */
export const characters: ReadonlyMap<string, Character> = new Map(
  rows.map(([nick, name, address, program, ...spaces]) => [nick, { name, address, program, spaces }]),
)

// Wishes to leave, said in a sentence: never acted upon at once, for « je ne veux plus recevoir de pièces jointes » is
// another wish; they are answered with a question.
import { plain } from './plain.ts'

const WISHES = [
  /\b(?:veux|veut|voulons|souhaite|souhaitons|desire|voudrais|souhaiterais|aimerais)(?: donc| vraiment)? (?:plus|pas) (?:recevoir|etre|avoir|faire partie|figurer)\b/,
  /\bne plus (?:recevoir|etre (?:inscrit|abonne|destinataire|sur)|faire partie|figurer)\b/,
  /\bne plus (?:m|me|nous) (?:envoyer|ecrire|adresser|solliciter|contacter|mettre)\b/,
  /\b(?:n|ne m|ne me|ne nous) (?:envoyez|ecrivez|adressez|contactez|envoie|ecris) plus\b/,
  /\b(?:arretez|arreter|cessez|cesser|arrete)\b.*\b(?:envoyer|envoi|envois|mail|mails|courriel|courriels|messages?|newsletter|ecrire|spam)\b/,
  /\b(?:plus|pas) (?:de|aucun|recevoir|d) (?:vos )?(?:mails?|courriels?|messages?|emails?|newsletters?)\b/,
  /\b(?:retirez|retirer|enlevez|enlever|otez|rayez|radiez|desinscrivez|desabonnez|supprimez|effacez|sortez)\b.*\b(?:moi|me|mon (?:adresse|mail|nom|email|courriel)|nous|cette adresse|la liste|votre liste|vos listes)\b/,
  /\b(?:me|m|nous) (?:retirer|enlever|oter|rayer|radier|desinscrire|desabonner|supprimer|effacer|sortir|desengager)\b/,
  /\b(?:desinscrire|desabonner|desinscription|desabonnement|unsubscribe|quitter (?:la|cette|votre) liste)\b/,
  /\bstop\b.*\b(?:mails?|sending|emails?|messages?|courriels?|envois?|newsletters?|spam)\b/,
  /\b(?:remove|delete|take) (?:me|my (?:name|address|email)|us)\b/,
  /\b(?:no longer|not|don t) (?:want|wish|like)(?: to)? (?:to )?(?:receive|get|be on|be in|these|this|your)\b/,
  /\bopt(?:ing)? out\b/,
]
const MAX_CHARS = 400

/** Whether a line, or a few sentences, wishes to leave. */
export function wishesToLeave(text: string): boolean {
  const said = plain(text.slice(0, MAX_CHARS))
  return WISHES.some((wish) => wish.test(said))
}

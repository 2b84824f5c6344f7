import { type Scene, scene } from '../scene.ts'

const LIST = 'compost@jardinsduquai.example'

/** Those who turn the heaps. */
export const scenes: readonly Scene[] = [
  scene(
    LIST,
    { ago: 2 },
    'Brassage de {samedi} : le bac 2 est à 58 degrés',
    `
@henri
Bonjour l'équipe,

Le bac 2 est monté à 58 degrés, il est temps de le retourner avant qu'il ne s'étouffe. {samedi}, 10 h, fourches fournies. Il manque du broyat : si vous voyez des élagueurs dans le quartier, souriez-leur.

Henri
@amina
Je serai là avec les garçons, ils adorent la vapeur.
@guy
Présent. J'ai vu des élagueurs square Saint-Lambert, je leur demande demain.
@guy
Deux mètres cubes de broyat promis pour vendredi ! Il a suffi d'un thermos de café.`,
  ),
  scene(
    LIST,
    { ago: 37 },
    'Qui a mis un poulet entier dans le bac 1 ?',
    `
@roger
Je ne cherche pas de coupable. Mais il y avait un poulet. Rôti. Avec la ficelle.
@gael
Pas étonnant que j'aie vu un renard mardi soir.
@henri
On refait le panneau : « ni viande, ni poisson, ni os », avec des dessins. Lucie, tu dessines mieux que nous tous ?
@lucie
Avec plaisir, je fais un poulet barré très digne.
@bich
Le panneau est magnifique. On devrait l'encadrer.`,
  ),
  scene(
    LIST,
    { on: '04-02' },
    'Distribution de compost mûr',
    `
@henri
Le bac 3 est mûr : noir, grumeleux, il sent la forêt. Distribution {dimanche} de 10 h à midi, deux seaux par foyer, apportez vos seaux. Il faut trois personnes pour tamiser dès 9 h.
@colette
Je tamise.
@mireille
Moi aussi, si quelqu'un porte.
@gael
Je porte. Trente-quatre foyers servis, il reste de quoi pailler les fraisiers.`,
  ),
  scene(
    LIST,
    { on: '10-04', lastYear: true },
    'Moucherons',
    `
@lucie
Il y a un nuage de moucherons au-dessus du bac 1, les promeneurs font la grimace. Trop d'épluchures ?
@henri
Oui, trop humide. Une couche de feuilles mortes de cinq centimètres après chaque apport, et on remue un peu en surface. Dans une semaine ce sera fini.
@amina
J'ai vidé les trois sacs de feuilles du fond. C'est déjà mieux ce matin.`,
  ),
  scene(
    LIST,
    { ago: 324 },
    'Formation de maître-composteur',
    `
@amina
La Ville propose une formation gratuite de maître-composteur, cinq vendredis. J'ai envie de la suivre, est-ce que quelqu'un viendrait avec moi ?
@bich
Moi ! J'ai justement mes vendredis.
@henri
Allez-y toutes les deux. Vous m'apprendrez pourquoi le bac 2 est toujours plus chaud que les autres, cela fait dix ans que je me le demande.
@amina
Réponse du formateur : parce qu'il est contre le mur au sud, Henri. Voilà.`,
  ),
]

import { type Scene, scene } from '../scene.ts'

const LIST = 'discussion@velo15.example'

/** Members among themselves. */
export const scenes: readonly Scene[] = [
  scene(
    LIST,
    { ago: 1 },
    'Vélo retrouvé rue Lecourbe, est-il à quelqu’un ?',
    `
@bea
Bonsoir à toutes et tous,

Il y a depuis dimanche un vélo hollandais vert attaché au garde-corps devant le 112 rue Lecourbe. Roue avant voilée, panier en osier, et surtout un autocollant de l'association sur le garde-boue. La gardienne de l'immeuble m'a dit qu'elle appellerait l'enlèvement en fin de semaine.

Si c'est le vôtre ou si vous savez à qui il est, faites vite !

Béatrice
@claire
Ce ne serait pas celui de Marie-Jo ? Elle en a un vert avec un panier.
@marijo
Le mien est dans ma cave, je viens de vérifier. Mais merci d'avoir pensé à moi !
@karim
Je passe devant demain matin en allant à l'atelier, je regarde le numéro du marquage. S'il est au fichier, on aura le propriétaire dans la journée.
@bea
Merci Karim, tu es un ange. Je préviens la gardienne.
@karim
C'est celui d'Étienne. Il est chez ses enfants à Nantes jusqu'à la fin du mois et il l'avait prêté à son voisin, qui l'a oublié là. Je l'ai rentré à l'atelier, la roue se redresse.
@etienne
Mille mercis, je rougis jusqu'aux oreilles. Le voisin aussi. Je paie le café au retour.`,
  ),

  scene(
    LIST,
    { ago: 4 },
    'Balade de {dimanche} : les bords de Marne, qui vient ?',
    `
@yann
Salut,

Il annonce sec pour {dimanche}. Je propose les bords de Marne : départ 9 h 30 devant la mairie du 15e, Vincennes, Joinville, Nogent, Le Perreux, retour par le RER A pour ceux qui veulent. 45 km à plat, rythme tranquille, pique-nique tiré du sac à l'île des Loups.

Dites-moi si vous venez, que j'attende les retardataires.

Yann
@helene
J'y serai, avec ma sœur qui est de passage. Elle a loué un vélo, elle roule bien.
@paul
Présent. J'apporte la pompe et deux chambres à air en 700, vu la dernière fois.
@samuel
Je viens aussi ! C'est possible de vous rejoindre à Bastille ? J'habite dans l'autre sens.
@yann
Bastille 10 h 10, devant l'Opéra, côté marches. On t'attend cinq minutes, pas plus, Paul va s'impatienter.
@paul >4
Dix minutes. Je ne suis pas un monstre.`,
  ),

  scene(
    LIST,
    { ago: 9 },
    'Freins à disque qui couinent',
    `
@claire
Bonjour,

Depuis les pluies de la semaine dernière mes freins à disque hurlent dans la descente de la rue de Vaugirard, les passants se retournent. Faut-il changer les plaquettes ? Elles ont 1 200 km.

Claire
@thomas
Pas forcément. Commence par dégraisser le disque à l'alcool (alcool ménager, pas de dégrippant surtout !) et passe un coup de papier de verre fin sur les plaquettes. Si ça recommence au bout de trois jours, elles ont bu de l'huile et il faut les remplacer.
@karim
D'accord avec Thomas. Passe samedi à l'atelier, on regardera l'alignement de l'étrier en même temps, c'est souvent ça.
@claire
Dégraissées hier soir : silence total ce matin. Je vous dois une tarte.
@michel
Personnellement je suis resté aux patins, ça fait cinquante ans que ça ne couine pas. Ou alors je n'entends plus.`,
  ),

  scene(
    LIST,
    { ago: 17 },
    'Cherche siège enfant',
    `
@ines
Bonjour à tous,

Notre fille aura un an dans trois semaines et nous aimerions commencer les petits trajets jusqu'à la crèche, rue de la Croix-Nivert. Est-ce que quelqu'un aurait un siège arrière à vendre ou à prêter, avec la fixation pour porte-bagages ?

Et petite fierté de maman : hier elle a dit son premier mot en montrant mon vélo, دراجة (« darraja », vélo en arabe). Sa grand-mère jure que c'est un hasard.

Inès
@odile
Quelle merveille ! J'ai celui de mon petit-fils, qui a maintenant sept ans et pédale devant moi. Il est à vous, il suffit de passer le prendre rue Blomet.
@ines
C'est adorable, merci Odile. Est-ce que jeudi vers 18 h vous irait ?
@odile
Parfait. Code 15B07, deuxième étage. Je sortirai aussi le petit casque.
@fatou
La plus jeune adhérente de l'asso ! On lui fera une carte à la prochaine permanence.`,
  ),

  scene(
    LIST,
    { ago: 48 },
    'Covoiturage vers la fête du vélo d’Orléans',
    `
@marijo
Je monte à Orléans avec la voiture et le porte-vélos (trois vélos, le mien compris) samedi matin, retour dimanche soir. Il me reste deux places. Partage de l'essence, et on chante.
@nadia
Je prends une place ! Vélo pliant, il tient dans le coffre.
@etienne
Et moi la deuxième, si tu promets de ne pas remettre Hugues Aufray.
@marijo
Je ne promets rien. Départ 7 h porte de Versailles, devant l'arrêt du tram.`,
  ),

  scene(
    LIST,
    { ago: 66 },
    'Antivol : que faut-il vraiment acheter ?',
    `
@lucas
Hello, on m'a volé mon vélo mercredi devant la piscine Keller, antivol coupé net. C'était un câble à 15 euros, je sais, je sais. Je rachète quoi ?
@karim
Désolé pour toi. La règle de l'atelier : un U, 13 mm au moins, et dix pour cent du prix du vélo au minimum. On attache le cadre ET la roue arrière à un point fixe. Le câble seulement en plus, pour la selle ou la roue avant.
@olivier
Et le marquage ! 8 euros à la permanence, ça n'empêche rien mais ça permet de le retrouver. Le mien est revenu au bout de quatre mois, de Melun.
@jp
Pense à déclarer le vol : la plainte en ligne suffit pour l'assurance, à condition d'avoir la facture de l'antivol (pas seulement celle du vélo). J'ai appris ça à mes dépens.
@lucas
Merci à tous. J'ai pris un U. Il pèse plus lourd que le vélo.`,
  ),

  scene(
    LIST,
    { on: '09-08' },
    'Rentrée de la vélo-école : il manque deux moniteurs',
    `
@fatou
Bonjour les amis,

Dix-neuf inscrites (et un inscrit !) pour la vélo-école, un record. Les séances reprennent {samedi+5}, 10 h, cour de l'école Dupleix. Pour l'instant nous sommes quatre moniteurs, il en faudrait six pour que chacune ait quelqu'un à côté d'elle le premier jour.

Pas besoin d'être champion : il faut de la patience, de bonnes jambes pour courir à côté, et savoir dire « regarde devant, pas tes pieds ».

Fatou
@bea
Compte sur moi tous les samedis jusqu'aux vacances.
@samuel
Moi un samedi sur deux, je travaille les autres. J'ai appris à vélo à 31 ans dans cette cour, je vous dois bien ça.
@fatou
Samuel, tu vas leur faire plus de bien que nous tous. À samedi, gilets fournis.`,
  ),

  scene(
    LIST,
    { ago: 112 },
    'Ma première traversée de Paris, à 68 ans',
    `
@mireille
Chers tous,

Je voulais seulement vous dire que ce matin, pour la première fois depuis 1979, j'ai traversé Paris à vélo, de Balard à la porte de la Villette. Une heure et dix minutes. J'ai mis pied à terre deux fois, dont une pour une boulangerie.

Sans la vélo-école je n'aurais jamais osé. Voilà, c'est tout, je suis contente.

Mireille
@fatou
Mireille, je suis en larmes dans le bus 80. BRAVO !
@jp
Quelle boulangerie ? C'est pour un itinéraire.
@mireille
Rue de Meaux. Un chausson aux pommes qui vaut la montée.
@claire
Ça mérite une photo dans le prochain bulletin !`,
  ),

  scene(
    LIST,
    { ago: 139 },
    'Crevaison : rustine ou chambre neuve ?',
    `
@odile
Une question qui va faire hurler les puristes : à partir de combien de rustines doit-on changer la chambre à air ? J'en suis à six sur la roue arrière et mon mari se moque de moi.
@thomas
Tant que deux rustines ne se touchent pas, elle vit. Six, c'est honorable. Mon record est de onze.
@gerard
Il faut surtout trouver pourquoi elle crève toujours à l'arrière. Passez un chiffon à l'intérieur du pneu : s'il accroche, c'est qu'un éclat de verre est resté dedans.
@odile
Gérard, c'était exactement cela, une écharde de verre minuscule. Mon mari s'excuse (à moitié).`,
  ),

  scene(
    LIST,
    { ago: 171 },
    'Carte des arceaux manquants',
    `
@olivier +arceaux-manquants.csv
Bonjour,

Comme promis à l'assemblée, j'ai fait le tour du quartier avec mon carnet. Ci-joint la liste des endroits où il faudrait des arceaux : adresse, nombre souhaité, remarque. Vingt-trois lignes pour l'instant. Complétez, corrigez, je mets à jour.

Olivier
@nadia
Superbe. J'ajouterais la médiathèque Marguerite-Yourcenar : il y en a quatre, et vingt vélos contre la grille le mercredi.
@yann
Et le gymnase de la rue Falguière, zéro arceau. Les gamins attachent leurs vélos au panneau « stationnement interdit », ce qui est assez drôle.
@olivier
Ajoutés tous les deux. Sylvie, c'est pour toi quand tu veux.
@sylvie
Transmis au service de la voirie ce matin, avec accusé de réception. On relance dans deux mois.`,
  ),

  scene(
    LIST,
    { on: '06-02' },
    'Fête du vélo : qui tient le stand, qui fait les crêpes ?',
    `
@sylvie
Bonjour à tous,

La fête du vélo a lieu {samedi+4} place Cambronne, de 10 h à 18 h. Il nous faut :

- deux personnes au stand par tranche de deux heures ;
- quelqu'un pour le monter à 8 h 30 et quelqu'un pour le démonter ;
- des crêpes.

Répondez avec vos heures, je fais le tableau.

Sylvie
@paul
Montage, 8 h 30, avec la remorque.
@odile
Les crêpes, comme tous les ans. Trois litres de pâte, pas plus, mon frigo a ses limites.
@bernard
10 h – 12 h au stand. Assis si possible.
@claire
14 h – 16 h avec Inès, on prend aussi le coin enfants.
@sylvie +planning-fete.pdf +fete-du-velo.ics
Tableau complet, merci ! Je joins le planning et le rendez-vous pour vos agendas. Bernard, tu auras une chaise.`,
  ),

  scene(
    LIST,
    { on: '10-28', lastYear: true },
    'Éclairage : la nuit tombe et je vois passer des fantômes',
    `
@gerard
Hier soir, quai André-Citroën, j'ai compté quatorze vélos sans lumière sur trente. Quatorze. Je ne les ai vus qu'au dernier moment, et pourtant je regardais.

Je propose qu'on refasse une opération « Cyclistes, brillez » comme il y a trois ans, avec distribution de petites lampes.

Gérard
@anne
Très bonne idée. Il reste un carton de lampes offertes par la mairie, soixante paires environ. Je regarde l'autorisation pour le pont Mirabeau un soir de la semaine prochaine.
@lucas
Je viens distribuer. J'ai fait partie des fantômes, je sais quoi leur dire.
@anne
C'est bon pour {jeudi+6}, de 17 h 30 à 19 h, angle pont Mirabeau / quai. Gilet obligatoire, thé chaud offert par Michel.`,
  ),

  scene(
    LIST,
    { ago: 301 },
    'Le tandem de l’association est disponible',
    `
@karim +tandem.png
Bonjour,

Le tandem donné par la famille Rivière est remis à neuf : gaine, câbles, pneus, selle arrière suspendue. Il peut être emprunté par les adhérents, pour une sortie avec une personne malvoyante en priorité, pour s'amuser sinon. Caution de 50 euros, réservation à la permanence du mercredi.

Petit plan de la cave en pièce jointe, il est au fond à gauche, derrière les remorques.

Karim
@helene
Je le réserve pour le week-end prochain : j'emmène mon père, qui n'a plus fait de vélo depuis qu'il ne voit plus. Il ne le sait pas encore.
@karim
Il est à vous. Je le gonfle vendredi soir.
@helene
Il a chanté de la porte d'Issy jusqu'à Sceaux. Merci.`,
  ),
]

/** The real case, as its sources tell it: shown beside the exercise, never mixed with it. Facts from press and official notes. */
import type { Trilingual } from '#platform/contract/index.ts'

export type SourcedFact = { readonly when: string; readonly fact: Trilingual; readonly sources: readonly string[]; readonly certainty: 'published' | 'conflicting' | 'memory' }

export const westpole: readonly SourcedFact[] = [
  {
    when: '2023-12-08', certainty: 'published', sources: ['lanazione.it', 'giurismatico.it'],
    fact: {
      it: 'Nelle prime ore di venerdì, giorno festivo, i sistemi di Westpole, fornitore cloud con sale a Milano e Roma, risultano cifrati: oltre 1.500 macchine virtuali. Si ferma Urbi, il programma di PA Digitale che gira lì.',
      fr: 'Aux premières heures d’un vendredi férié, les systèmes de Westpole, hébergeur présent à Milan et à Rome, sont chiffrés : plus de 1 500 machines virtuelles. Urbi, le logiciel de PA Digitale qui y tourne, s’arrête.',
      en: 'In the early hours of Friday, a public holiday, the systems of Westpole are found encrypted: more than 1,500 virtual machines. It is a cloud provider with sites in Milan and Rome. Urbi, the software of PA Digitale that runs there, stops.',
    },
  },
  {
    when: '2023-12-08/2023-12-11', certainty: 'published', sources: ['leontinoinews.it', 'lanazione.it'],
    fact: {
      it: 'PA Digitale parla di un significativo evento di sicurezza. I comuni pubblicano avvisi: albo pretorio e trasparenza non disponibili dalla prima mattina dell’8 dicembre.',
      fr: 'PA Digitale parle d’un événement de sécurité significatif. Les communes publient des informations aux usagers : affichage légal et transparence indisponibles depuis le matin du 8 décembre.',
      en: 'PA Digitale speaks of a significant security event. Municipalities publish notices: the official notice board and the transparency pages have been unavailable since the early morning of 8 December.',
    },
  },
  {
    when: '2023-12-08/2023-12-11', certainty: 'published', sources: ['reputationmanager.it', 'lecconews.it'],
    fact: {
      it: 'Westpole e PA Digitale denunciano alla Polizia Postale e informano il Garante. Non risulta copia di dati verso l’esterno.',
      fr: 'Westpole et PA Digitale portent plainte auprès de la Polizia Postale et informent l’autorité de protection des données. Aucune copie de données vers l’extérieur n’est constatée.',
      en: 'Westpole and PA Digitale report the crime to the Polizia Postale and inform the data protection authority. No copying of data to the outside is found.',
    },
  },
  {
    when: '2023-12-11/2023-12-14', certainty: 'published', sources: ['varesenews.it', 'lanazione.it'],
    fact: {
      it: 'Fermi anagrafe, protocollo e posta certificata, albo pretorio, tributi, contabilità, paghe, fatture. Gli sportelli lavorano su carta.',
      fr: 'À l’arrêt : état civil, courrier, affichage légal, impôts locaux, comptabilité, paie, facturation. Les guichets travaillent sur papier.',
      en: 'Down: civil registry, records registry and certified email, official notice board, local taxes, accounting, payroll, invoicing. Desks work on paper.',
    },
  },
  {
    when: '2023-12-15', certainty: 'published', sources: ['ilpost.it'],
    fact: {
      it: 'A una settimana non è risolto: copie di tutti i clienti aggiornate all’8 dicembre, ricostruzione su altri sistemi.',
      fr: 'Une semaine après, rien n’est résolu : sauvegardes de tous les clients au 8 décembre, reconstruction sur d’autres systèmes.',
      en: 'A week later it is not solved: backups of all clients up to 8 December, rebuilding on other systems.',
    },
  },
  {
    when: '2023-12-14/2023-12-20', certainty: 'published', sources: ['lecconews.it'],
    fact: { it: 'Riaperture a scaglioni, per gruppi di enti, su una nuova infrastruttura.', fr: 'Reprises par groupes, sur une nouvelle infrastructure.', en: 'Staggered reopening by groups, on a new infrastructure.' },
  },
  {
    when: '2023-12-18', certainty: 'published', sources: ['ecovicentino.it', 'primapaginanews.it'],
    fact: {
      it: 'L’attacco è attribuito al gruppo LockBit 3.0, con richiesta di riscatto. Ripristinata circa la metà dei sistemi.',
      fr: 'L’attaque est attribuée au groupe LockBit 3.0, avec demande de rançon. Environ la moitié des systèmes est rétablie.',
      en: 'The attack is attributed to the LockBit 3.0 group, with a ransom demand. About half of the systems are restored.',
    },
  },
  {
    when: '2023-12-18/2023-12-19', certainty: 'published', sources: ['termolionline.it'],
    fact: {
      it: 'L’ACN comunica il recupero dei dati di oltre 700 enti; circa 1.000 quelli con contratto. Ad altri mancano ancora i dati dei tre giorni prima dell’attacco.',
      fr: 'L’ACN annonce la récupération des données de plus de 700 collectivités, environ 1 000 étant sous contrat. D’autres attendent encore les données des trois jours précédant l’attaque.',
      en: 'ACN reports data recovered for more than 700 bodies; about 1,000 are under contract. Others still lack the data of the three days before the attack.',
    },
  },
  {
    when: '2023-12', certainty: 'conflicting', sources: ['ecovicentino.it', 'reputationmanager.it', 'lanazione.it', 'termolionline.it'],
    fact: {
      it: 'Quanti: la stampa dice circa 1.300 enti, 500 dei quali comuni; l’ACN circa 1.000 sotto contratto. Sono due conteggi diversi. Nessun elenco pubblico ha detto chi fosse davvero colpito.',
      fr: 'Combien : la presse parle d’environ 1 300 collectivités, dont 500 communes ; l’ACN d’environ 1 000 sous contrat. Ce sont deux comptes différents. Aucune liste publique n’a dit qui était réellement touché.',
      en: 'How many: the press says about 1,300 bodies, 500 of them municipalities; ACN about 1,000 under contract. These are two different counts. No public list said who was really hit.',
    },
  },
]

/** Short labels for the lines of a box that takes several keys. */

import type { Texts } from '../types.ts'

export const keyLabels = {
  organisationName: { it: 'Soggetto', fr: 'Entité', en: 'Entity' },
  taxCode: { it: 'Codice fiscale', fr: 'Code fiscal', en: 'Tax code' },
  ipaCode: { it: 'Codice IPA', fr: 'Code IPA', en: 'IPA code' },
  acnId: { it: 'Identificativo ACN', fr: 'Identifiant ACN', en: 'ACN id' },
  nisSector: { it: 'Settore NIS', fr: 'Secteur NIS', en: 'NIS sector' },
  title: { it: 'Titolo', fr: 'Titre', en: 'Title' },
  ownReference: { it: 'Riferimento interno', fr: 'Référence interne', en: 'Own reference' },
  startedAt: { it: 'Inizio', fr: 'Début', en: 'Start' },
  detectedAt: { it: 'Rilevamento', fr: 'Détection', en: 'Detection' },
  awareAt: { it: 'Evidenza (t0)', fr: 'Preuve (t0)', en: 'Evidence (t0)' },
  ongoing: { it: 'Ancora in corso', fr: 'Toujours en cours', en: 'Still going on' },
  isTypes: { it: 'Tipi IS', fr: 'Types IS', en: 'IS types' },
  significanceReasoning: { it: 'Motivazione (art. 25(4))', fr: 'Motifs (article 25(4))', en: 'Reasoning (art. 25(4))' },
  crossBorder: { it: 'Impatto transfrontaliero', fr: 'Impact transfrontalier', en: 'Cross-border impact' },
  crossBorderStates: { it: 'Stati', fr: 'États', en: 'States' },
  systems: { it: 'Sistemi e risorse', fr: 'Systèmes et actifs', en: 'Systems and assets' },
  supplierChain: { it: 'Catena dei fornitori', fr: 'Chaîne des prestataires', en: 'Supplier chain' },
  incidentNature: { it: 'Tipo', fr: 'Type', en: 'Type' },
  attackType: { it: 'Vettore, malware, rivendicazione', fr: 'Vecteur, logiciel malveillant, revendication', en: 'Vector, malware, claim' },
  personalData: { it: 'Dati personali', fr: 'Données personnelles', en: 'Personal data' },
  dataCategories: { it: 'Classi di dati', fr: 'Classes de données', en: 'Data classes' },
  dataDetail: { it: 'Descrizione dei dati', fr: 'Description des données', en: 'Description of the data' },
  externalSupport: { it: 'Supporto esterno', fr: 'Appui externe', en: 'External support' },
  csirtHelpRequested: { it: 'Aiuto chiesto al CSIRT', fr: 'Aide demandée au CSIRT', en: 'Help asked of the CSIRT' },
  helpRequested: { it: 'Quale aiuto', fr: 'Quelle aide', en: 'Which help' },
  otherAuthorities: { it: 'Altre autorità', fr: 'Autres autorités', en: 'Other authorities' },
  otherAuthoritiesDetail: { it: 'Quali, con quale numero', fr: 'Lesquelles, sous quel numéro', en: 'Which, under which number' },
  policeReport: { it: 'Denuncia alla polizia', fr: 'Plainte à la police', en: 'Police report' },
} as const satisfies Readonly<Record<string, Texts>>

export type LabelledKey = keyof typeof keyLabels

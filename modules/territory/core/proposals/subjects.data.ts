import type { DependencyKind } from '../registry/types.ts'

export type Subject = { readonly category: string; readonly depKind: DependencyKind }

/** CPV (Reg. (EC) 2195/2002, vocabulary of 2008) by prefix, the longest match counts. Only what a service may run on. */
export const subjectByCpv: readonly (readonly [prefix: string, subject: Subject])[] = [
  ['724150', { category: 'website', depKind: 'hosting' }], // web site operation host services
  ['72413', { category: 'website', depKind: 'software' }], // web site design
  ['72412', { category: 'mail', depKind: 'hosting' }], // electronic mail service provider
  ['72411', { category: 'network', depKind: 'network' }], // internet service providers
  ['7240', { category: 'network', depKind: 'network' }],
  ['7241', { category: 'network', depKind: 'network' }],
  ['727', { category: 'network', depKind: 'network' }], // computer network services
  ['7291', { category: 'backup', depKind: 'support' }], // computer back-up services
  ['72317', { category: 'cloud-infrastructure', depKind: 'hosting' }], // data storage
  ['7231', { category: 'data-processing', depKind: 'data' }],
  ['7232', { category: 'data-processing', depKind: 'data' }],
  ['7251', { category: 'it-management', depKind: 'support' }],
  ['7225', { category: 'it-management', depKind: 'support' }],
  ['7226', { category: 'software', depKind: 'software' }],
  ['7221', { category: 'software', depKind: 'software' }],
  ['726', { category: 'it-management', depKind: 'support' }],
  ['72', { category: 'software', depKind: 'software' }],
  ['48311', { category: 'protocol', depKind: 'software' }], // document management
  ['4844', { category: 'accounting', depKind: 'software' }],
  ['4845', { category: 'payroll', depKind: 'software' }],
  ['48814', { category: 'health-records', depKind: 'software' }],
  ['487', { category: 'software', depKind: 'software' }],
  ['48', { category: 'software', depKind: 'software' }],
  ['642', { category: 'network', depKind: 'network' }], // telecommunications
  ['661720', { category: 'payments', depKind: 'software' }], // financial transaction processing
  ['79132', { category: 'identity', depKind: 'identity' }], // certification services
]

/** Words of contract titles, Italian and French, without accents. The first that fits counts: the narrow ones stand first. */
export const subjectByWords: readonly (readonly [pattern: RegExp, subject: Subject])[] = [
  [
    /\b(cartella clinica|dossier patient|prenotazioni sanitarie|cup sanitario)\b/,
    { category: 'health-records', depKind: 'software' },
  ],
  [
    /\b(protocollo informatico|gestione documentale|conservazione digitale|gestion electronique de documents|\bged\b|archivage electronique)\b/,
    { category: 'protocol', depKind: 'software' },
  ],
  [/\b(albo pretorio|affichage legal)\b/, { category: 'notice-board', depKind: 'software' }],
  [/\b(demografici|anagrafe|stato civile|etat civil)\b/, { category: 'registry-office', depKind: 'software' }],
  [
    /\b(tributi|riscossione|imu|tari|facturation de l eau|taxe de sejour)\b/,
    { category: 'taxes', depKind: 'software' },
  ],
  [
    /\b(pagopa|pagamenti (on ?line|elettronici|digitali)|paiement en ligne|payfip)\b/,
    { category: 'payments', depKind: 'software' },
  ],
  [
    /\b(paghe|stipendi|gestione (del )?personale|paie|ressources humaines|\bsirh\b)\b/,
    { category: 'payroll', depKind: 'software' },
  ],
  [
    /\b(contabilita|contabile|gestione finanziaria|gestion financiere|comptabilite)\b/,
    { category: 'accounting', depKind: 'software' },
  ],
  [
    /\b(mensa|refezione|ristorazione scolastica|portail famille|restauration scolaire)\b.*\b(software|gestional\w+|piattaforma|logiciel|informati\w+|portail)\b|\b(software|gestional\w+|logiciel|portail famille)\b.*\b(mensa|refezione|restauration)\b|\bportail famille\b/,
    { category: 'canteen', depKind: 'software' },
  ],
  [
    /\b(registro elettronico|environnement numerique de travail)\b/,
    { category: 'school-register', depKind: 'software' },
  ],
  [
    /\b(suap|sue\b|sportello unico|autorisation\w* d urbanisme|droit des sols)\b/,
    { category: 'building-permits', depKind: 'software' },
  ],
  [
    /\b(verbali|polizia (locale|municipale).*software|software.*polizia (locale|municipale)|police municipale.*logiciel)\b/,
    { category: 'local-police', depKind: 'software' },
  ],
  [
    /\b(spid|cie\b|firma digitale|identita digitale|signature electronique|authentification)\b/,
    { category: 'identity', depKind: 'identity' },
  ],
  [/\b(posta elettronica|pec\b|caselle|messagerie)\b/, { category: 'mail', depKind: 'hosting' }],
  [/\b(sito (web|internet|istituzionale)|site (web|internet))\b/, { category: 'website', depKind: 'hosting' }],
  [/\b(backup|copie di sicurezza|disaster recovery|sauvegarde\w*)\b/, { category: 'backup', depKind: 'support' }],
  [
    /\b(cloud|hosting|housing|iaas|data ?center|hebergement|infogerance)\b/,
    { category: 'cloud-infrastructure', depKind: 'hosting' },
  ],
  [
    /\b(connettivita|fibra ottica|telefonia|spc\b|vpn\b|acces internet|telecommunication\w*|telephonie)\b/,
    { category: 'network', depKind: 'network' },
  ],
  [
    /\b(amministratore di sistema|assistenza (informatica|sistemistica)|gestione sistemistica|maintenance informatique|tierce maintenance)\b/,
    { category: 'it-management', depKind: 'support' },
  ],
  [
    /\b(software|gestionale|applicativ\w+|saas|logiciel\w*|progiciel\w*)\b/,
    { category: 'software', depKind: 'software' },
  ],
]

/** Vocabularies of the description: code → Italian, French, English. Codes follow the EDPB template's own lists. */

export type Labels = readonly [it: string, fr: string, en: string]

const yesNo = { yes: ['sì', 'oui', 'yes'], no: ['no', 'non', 'no'] } as const
const yesNoUnknown = { ...yesNo, unknown: ['non noto', 'non connu', 'unknown'] } as const
const tbd = ['da determinare', 'à déterminer', 'to be determined'] as const
const other = ['altro', 'autre', 'other'] as const
const counted = {
  exact: ['numero esatto', 'nombre exact', 'exact number'], approximate: ['numero approssimativo', 'nombre approximatif', 'approximate number'],
  not_determinable: ['non determinabile', 'impossible à déterminer', 'cannot be determined'], to_be_determined: tbd,
} as const
const measures = {
  pseudonymisation: ['pseudonimizzazione', 'pseudonymisation', 'pseudonymisation'], backup: ['copie di sicurezza e piano di ripristino', 'sauvegardes et plan de reprise', 'backup and recovery plan'],
  encryption: ['cifratura', 'chiffrement', 'encryption'], policies: ['politiche di protezione dei dati e sicurezza', 'politiques de protection des données et de sécurité', 'data protection and security policies'],
  training: ['formazione', 'formation', 'training'], incident_log: ['registro degli incidenti', 'journal des incidents', 'incident log'],
  access_levels: ['livelli di accesso ai dati', 'niveaux d’accès aux données', 'levels of access to data'], logical_access: ['controllo degli accessi logici (per esempio a più fattori)', 'contrôle d’accès logique (par exemple multifacteur)', 'logical access control (such as MFA)'],
  audits: ['verifiche periodiche', 'audits périodiques', 'periodic audits'], physical_access: ['controllo degli accessi fisici', 'contrôle d’accès physique', 'physical access control'],
  patched_systems: ['sistemi aggiornati', 'systèmes à jour', 'up-to-date systems'], other,
} as const

export const choices = {
  regime: {
    nis2: ['NIS2', 'NIS2', 'NIS2'], law90: ['Legge 90/2024', 'Loi 90/2024', 'Law 90/2024'], psnc: ['Perimetro (PSNC)', 'Périmètre (PSNC)', 'Perimeter (PSNC)'],
    telco: ['Telecomunicazioni', 'Télécommunications', 'Telecommunications'], voluntary: ['volontaria', 'volontaire', 'voluntary'],
  },
  stage: {
    pre_notification: ['pre-notifica', 'alerte précoce', 'early warning'], notification: ['notifica', 'notification', 'notification'],
    update: ['aggiornamento', 'mise à jour', 'update'], intermediate: ['relazione intermedia', 'rapport intermédiaire', 'intermediate report'],
    final: ['relazione finale', 'rapport final', 'final report'], progress: ['relazione sui progressi', 'rapport d’avancement', 'progress report'],
  },
  notificationKind: { new: ['nuova notifica', 'nouvelle notification', 'new notification'], follow_up: ['seguito di una notifica', 'suite d’une notification', 'follow-up notification'] },
  completeness: { complete: ['completa', 'complète', 'complete'], incomplete: ['preliminare, da completare', 'initiale, à compléter', 'incomplete'], withdraw: ['ritiro', 'retrait', 'withdrawal'] },
  identifierKind: { company_id: ['numero di impresa', 'numéro d’entreprise', 'company number'], organisation_number: ['codice dell’organizzazione', 'numéro d’organisme', 'organisation number'], vat: ['partita IVA', 'numéro de TVA', 'VAT number'] },
  sector: { public: ['pubblico', 'public', 'public'], private: ['privato', 'privé', 'private'] },
  organisationSize: { micro: ['professionista o microimpresa', 'indépendant ou microentreprise', 'freelance or microenterprise'], sme: ['piccola o media impresa', 'petite ou moyenne entreprise', 'small or medium enterprise'], large: ['grande impresa', 'grande entreprise', 'large enterprise'], other },
  reporterFunction: { dpo: ['responsabile della protezione dei dati (RPD)', 'délégué à la protection des données (DPO)', 'data protection officer (DPO)'], legal_representative: ['rappresentante legale', 'représentant légal', 'legal representative'], other },
  contactPointRole: { dpo: ['RPD', 'DPO', 'DPO'], reporter: ['chi notifica', 'personne déclarante', 'reporting person'], other },
  otherPartyRole: { processor: ['responsabile del trattamento', 'sous-traitant', 'processor'], joint_controller: ['contitolare', 'responsable conjoint', 'joint controller'], representative: ['rappresentante', 'représentant', 'representative'], other },
  dpoDesignated: yesNo, otherPartiesInvolved: yesNo, datesEstimated: yesNo, ongoing: yesNoUnknown, suspectedMalicious: yesNoUnknown,
  policeReport: yesNoUnknown, otherAuthorities: yesNoUnknown, crossBorder: yesNoUnknown, nonEeaController: yesNoUnknown, personalData: yesNoUnknown,
  accuracyDeclared: yesNo, csirtHelpRequested: yesNo, subjectsAllInformed: yesNo, cnilNotified: yesNoUnknown,
  occurredWhen: {
    on_day: ['in un giorno preciso', 'à une date précise', 'on a specific day'], from_to: ['da una data a un’altra', 'd’une date à une autre', 'from a date to a date'],
    ongoing: ['da una data, ancora in corso', 'depuis une date, toujours en cours', 'from a date, still ongoing'], not_determinable: ['non determinabile', 'impossible à déterminer', 'cannot be determined'], to_be_determined: tbd,
  },
  discoveredBy: {
    controller: ['dal titolare', 'par le responsable du traitement', 'by the controller'], processor: ['dal responsabile del trattamento', 'par le sous-traitant', 'by the processor'],
    data_subject: ['da un interessato', 'par une personne concernée', 'by a data subject'], external: ['da un soggetto esterno', 'par un tiers', 'by an external party'], press: ['dalla stampa', 'par la presse', 'from the press'], other,
  },
  nature: { confidentiality: ['perdita di riservatezza', 'perte de confidentialité', 'loss of confidentiality'], integrity: ['perdita di integrità', 'perte d’intégrité', 'loss of integrity'], availability: ['perdita di disponibilità', 'perte de disponibilité', 'loss of availability'] },
  confidentialityType: {
    disclosed: ['dati sottratti o divulgati', 'données exfiltrées ou divulguées', 'data exfiltrated or disclosed'], likely: ['probabilmente sottratti, senza prove', 'probablement exfiltrées, sans preuve', 'likely exfiltrated, no evidence'],
    not_disclosed: ['non sottratti né divulgati, con evidenze ragionevoli', 'ni exfiltrées ni divulguées, avec des éléments raisonnables', 'neither exfiltrated nor disclosed, reasonable evidence'], not_assessable: ['non valutabile', 'impossible à évaluer', 'not possible to assess'], to_be_determined: tbd,
  },
  unintelligible: {
    intact: ['sì, la protezione è intatta', 'oui, la protection est intacte', 'yes, protection intact'], subvertible: ['protetti, ma la protezione è aggirabile', 'protégées, mais la protection est contournable', 'protected, but likely to be subverted'],
    no: ['no', 'non', 'no'], not_assessable: ['non valutabile', 'impossible à évaluer', 'not possible to assess'], to_be_determined: tbd,
  },
  integrityType: {
    no_misuse: ['alterati, senza prove di uso illecito', 'altérées, sans preuve d’usage illicite', 'altered, no evidence of misuse'], recoverable: ['alterati con uso illecito, danno reversibile', 'altérées avec usage illicite, dommage réversible', 'altered with misuse, reversible'], not_recoverable: ['alterati con uso illecito, danno irreversibile', 'altérées avec usage illicite, dommage irréversible', 'altered with misuse, not reversible'],
  },
  availabilityType: { temporary: ['temporanea', 'temporaire', 'temporary'], permanent: ['definitiva', 'définitive', 'permanent'], not_determined: ['non determinata', 'non déterminée', 'not determined'] },
  incidentNature: {
    privilege_abuse: ['abuso di privilegi da parte di un dipendente', 'abus de privilèges par un employé', 'privilege abuse by an employee'], ransomware: ['ransomware', 'rançongiciel', 'ransomware'], malware: ['intrusione o malware', 'piratage ou logiciel malveillant', 'hacking or malware'],
    phishing: ['phishing o ingegneria sociale', 'hameçonnage ou ingénierie sociale', 'phishing or social engineering'], vulnerability: ['vulnerabilità sfruttata', 'vulnérabilité exploitée', 'exploited vulnerability'], unauthorised_access: ['accesso non autorizzato a dati personali', 'accès non autorisé à des données personnelles', 'unauthorised access to personal data'],
    exfiltration: ['sottrazione di dati', 'exfiltration de données', 'data exfiltration'], mix_up: ['scambio di dati tra interessati', 'données d’une autre personne affichées', 'mix-up of records'], device_lost: ['dispositivo smarrito o rubato', 'appareil perdu ou volé', 'device lost or stolen'], e_waste: ['dati su un apparecchio dismesso', 'données sur un matériel mis au rebut', 'data left on discarded equipment'],
    paper_disposal: ['eliminazione errata di carta', 'mauvaise destruction de papiers', 'incorrect disposal of paper'], mail_lost: ['posta persa, aperta o consegnata male', 'courrier perdu, ouvert ou mal distribué', 'mail lost, opened or misdelivered'], misconfiguration: ['configurazione errata', 'erreur de configuration', 'misconfiguration'], wrong_permissions: ['permessi di accesso errati', 'droits d’accès incorrects', 'incorrect access permissions'],
    paper_lost: ['carta smarrita, rubata o incustodita', 'papiers perdus, volés ou sans surveillance', 'paper lost, stolen or left insecure'], destroyed: ['dati cancellati o distrutti', 'données supprimées ou détruites', 'data deleted or destroyed'], wrong_recipient: ['dati mostrati al destinatario sbagliato', 'données affichées au mauvais destinataire', 'data shown to the wrong recipient'], sent_by_mistake: ['dati inviati per errore', 'données envoyées par erreur', 'data sent by mistake'],
    open_list: ['e-mail con destinatari in chiaro', 'courriel avec destinataires visibles', 'email with an open list of recipients'], malfunction: ['malfunzionamento tecnico', 'dysfonctionnement technique', 'technical malfunction'], unauthorised_modification: ['modifica non autorizzata', 'modification non autorisée', 'unauthorised modification'], publication: ['pubblicazione involontaria', 'publication involontaire', 'unintended publication'],
    verbal: ['divulgazione a voce', 'divulgation orale', 'verbal disclosure'], to_be_determined: tbd, other,
  },
  cause: {
    internal_not_malicious: ['interna, non dolosa', 'interne, non malveillante', 'internal, not malicious'], internal_malicious: ['interna, dolosa', 'interne, malveillante', 'internal, malicious'], external_not_malicious: ['esterna, non dolosa', 'externe, non malveillante', 'external, not malicious'],
    external_malicious: ['esterna, dolosa', 'externe, malveillante', 'external, malicious'], to_be_determined: tbd, unknown: ['non nota', 'inconnue', 'unknown'],
  },
  subjectCategories: {
    customers: ['clienti', 'clients', 'customers'], employees: ['dipendenti', 'employés', 'employees'], military_police: ['militari o forze di polizia', 'militaires ou forces de l’ordre', 'military or law enforcement'], minors: ['minori', 'mineurs', 'minors'], patients: ['pazienti', 'patients', 'patients'], students: ['studenti', 'élèves et étudiants', 'students'],
    subscribers: ['abbonati', 'abonnés', 'subscribers'], users: ['utenti', 'usagers', 'users'], vulnerable: ['persone vulnerabili', 'personnes vulnérables', 'vulnerable people'], other, not_yet_known: ['non ancora note', 'pas encore connues', 'not yet known'],
  },
  subjectCountKind: counted, recordCountKind: counted,
  dataCategories: {
    basic: ['dati anagrafici', 'état civil', 'basic data'], contact: ['dati di contatto', 'coordonnées', 'contact details'], biometric: ['dati biometrici', 'données biométriques', 'biometric data'], criminal: ['condanne e reati', 'condamnations et infractions', 'criminal convictions and offences'], political: ['opinioni politiche', 'opinions politiques', 'political opinions'],
    ethnic: ['origine razziale o etnica', 'origine raciale ou ethnique', 'racial or ethnic origin'], religious: ['convinzioni religiose o filosofiche', 'convictions religieuses ou philosophiques', 'religious or philosophical beliefs'], sex_life: ['vita sessuale o orientamento', 'vie ou orientation sexuelle', 'sex life or orientation'], trade_union: ['appartenenza sindacale', 'appartenance syndicale', 'trade union membership'], genetic: ['dati genetici', 'données génétiques', 'genetic data'],
    health: ['dati sulla salute', 'données de santé', 'health data'], financial: ['dati economici e finanziari', 'données économiques et financières', 'economic and financial data'], employment_health: ['salute nel rapporto di lavoro', 'santé au travail', 'employment-related health data'], identification: ['identificativi nazionali', 'identifiants nationaux (NIR)', 'national identification data'], location: ['dati di ubicazione', 'données de localisation', 'location data'],
    official_documents: ['documenti ufficiali', 'documents officiels', 'official documents'], payment: ['mezzi di pagamento', 'moyens de paiement', 'payment methods'], profile: ['profili', 'profils', 'profile data'], credentials: ['credenziali', 'identifiants de connexion', 'credentials'], not_yet_known: ['non ancora noti', 'pas encore connues', 'not yet known'], other,
  },
  measuresBefore: measures,
  measuresPlanned: { ...measures, anonymisation: ['anonimizzazione', 'anonymisation', 'anonymisation'], process_change: ['modifica dei processi', 'changement de processus', 'change of processes'], erasure: ['cancellazione dei dati', 'effacement des données', 'erasure of the data'] },
  consequencesConfidentiality: { beyond_purpose: ['divulgazione oltre quanto previsto', 'divulgation au-delà de ce qui est prévu', 'disclosed beyond what was foreseen'], linkable: ['collegabili ad altre informazioni', 'rapprochables d’autres informations', 'linkable with other information'], misuse: ['uso per altri scopi o illecito', 'usage à d’autres fins ou illicite', 'use for other purposes or unlawful use'], other, under_assessment: ['in valutazione', 'en cours d’évaluation', 'under assessment'] },
  consequencesIntegrity: { used_invalid: ['usati benché non più validi', 'utilisées bien qu’invalides', 'used although no longer valid'], altered_valid: ['alterati in dati validi e usati per altro', 'altérées en données valides et utilisées autrement', 'altered into valid data and used otherwise'], other, under_assessment: ['in valutazione', 'en cours d’évaluation', 'under assessment'] },
  consequencesAvailability: { no_access: ['servizi inaccessibili', 'services inaccessibles', 'services not accessible'], disruption: ['interruzioni e difficoltà d’uso', 'perturbations et difficultés d’usage', 'disruption and difficulty of use'], other, under_assessment: ['in valutazione', 'en cours d’évaluation', 'under assessment'] },
  impacts: {
    loss_of_control: ['perdita del controllo sui dati', 'perte de contrôle des données', 'loss of control'], rights: ['limitazione dei diritti', 'limitation des droits', 'limitation of rights'], discrimination: ['discriminazione', 'discrimination', 'discrimination'], identity_theft: ['furto d’identità', 'usurpation d’identité', 'identity theft'], fraud: ['frode', 'fraude', 'fraud'], financial_loss: ['perdita finanziaria', 'perte financière', 'financial loss'],
    re_identification: ['annullamento non autorizzato della pseudonimizzazione', 'levée non autorisée de la pseudonymisation', 'unauthorised reversal of pseudonymisation'], reputation: ['danno alla reputazione', 'atteinte à la réputation', 'damage to reputation'], professional_secrecy: ['violazione del segreto professionale', 'atteinte au secret professionnel', 'loss of professional secrecy'], disclosure: ['divulgazione a terzi', 'divulgation à des tiers', 'disclosure to third parties'],
    economic_social: ['svantaggio economico o sociale', 'désavantage économique ou social', 'economic or social disadvantage'], harm: ['danno fisico o psichico', 'préjudice physique ou moral', 'physical or mental harm'], property: ['danno ai beni', 'dommage aux biens', 'damage to property'], other, to_be_determined: tbd,
  },
  severity: { minor: ['lieve', 'mineure', 'minor'], moderate: ['moderata', 'modérée', 'moderate'], severe: ['grave', 'grave', 'severe'], to_be_determined: tbd },
  severityGarante: { negligible: ['trascurabile', 'négligeable', 'negligible'], low: ['bassa', 'faible', 'low'], medium: ['media', 'moyenne', 'medium'], high: ['alta', 'élevée', 'high'] },
  severityCnil: { negligible: ['trascurabile', 'négligeable', 'negligible'], limited: ['limitata', 'limitée', 'limited'], significant: ['importante', 'importante', 'significant'], maximum: ['massima', 'maximale', 'maximum'] },
  riskOutcome: { high: ['rischio elevato', 'risque élevé', 'high risk'], not_high: ['rischio non elevato', 'risque non élevé', 'risk, not high'], unlikely: ['rischio improbabile', 'risque improbable', 'risk unlikely'], more_needed: ['servono altre informazioni', 'informations complémentaires nécessaires', 'more information needed'] },
  subjectsInformed: {
    yes: ['sì', 'oui', 'yes'], planned: ['no, ma saranno informati', 'non, mais elles le seront', 'no, but they will be'], investigating: ['no, accertamenti in corso', 'non, analyse en cours', 'no, under investigation'],
    not_high: ['no, il rischio non è elevato', 'non, le risque n’est pas élevé', 'no, the risk is not high'], exception: ['no, eccezione dell’art. 34(3)', 'non, exception de l’article 34(3)', 'no, exception of art. 34(3)'],
  },
  art34Condition: { a: ['dati incomprensibili (a)', 'données incompréhensibles (a)', 'data unintelligible (a)'], b: ['misure successive (b)', 'mesures ultérieures (b)', 'later measures (b)'], c: ['sforzo sproporzionato (c)', 'effort disproportionné (c)', 'disproportionate effort (c)'] },
  informMeans: { individual: ['comunicazione individuale', 'communication individuelle', 'individual communication'], public: ['comunicazione pubblica', 'communication publique', 'public announcement'], other },
  isTypes: { 'IS-1': ['IS-1 riservatezza', 'IS-1 confidentialité', 'IS-1 confidentiality'], 'IS-2': ['IS-2 integrità', 'IS-2 intégrité', 'IS-2 integrity'], 'IS-3': ['IS-3 livelli di servizio', 'IS-3 niveaux de service', 'IS-3 service levels'], 'IS-4': ['IS-4 accesso non autorizzato', 'IS-4 accès non autorisé', 'IS-4 unauthorised access'] },
} as const satisfies Readonly<Record<string, Readonly<Record<string, Labels>>>>

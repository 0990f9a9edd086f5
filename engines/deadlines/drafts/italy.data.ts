/** Forms of the Garante and of CSIRT Italia. Both are behind a login: the fields are memory and inference. */

import { formFields } from './formField.ts'

/** Provv. 27 May 2021 n. 209, online procedure; the sections follow the 2019 model. */
export const garanteFields = formFields('garante', 'memory', {
  type: [
    ['T1', 'yes', 'completeness', 'Tipo di notifica (preliminare, completa, integrativa)', 'Type de notification (préliminaire, complète, complémentaire)', 'Type of notification (preliminary, complete, supplementary)'],
    ['T2', 'conditional', 'previousId', 'Numero di fascicolo della notifica precedente', 'Numéro de dossier de la notification précédente', 'File number of the earlier notification', 'notificationKind=follow_up'],
  ],
  A: [
    ['A1', 'yes', 'reporterName', 'Nome e cognome di chi notifica', 'Nom du déclarant', 'Name of the person notifying'],
    ['A2', 'yes', 'reporterFunction', 'Funzione di chi notifica', 'Fonction du déclarant', 'Role of the person notifying'],
    ['A3', 'yes', 'reporterContact', 'E-mail e telefono di chi notifica', 'Courriel et téléphone du déclarant', 'Email and phone of the person notifying'],
  ],
  B: [
    ['B1', 'yes', 'organisationName', 'Titolare del trattamento', 'Responsable du traitement', 'Controller'],
    ['B2', 'yes', ['taxCode', 'ipaCode', 'identifier'], 'Codice fiscale, partita IVA o codice IPA', 'Code fiscal, TVA ou code IPA', 'Tax code, VAT or IPA code'],
    ['B3', 'yes', 'organisationAddress', 'Indirizzo', 'Adresse', 'Address'],
    ['B4', 'yes', 'organisationContact', 'Telefono, e-mail, PEC', 'Téléphone, courriel, courriel certifié', 'Phone, email, certified email'],
    ['B5', 'yes', 'dpoRegistration', 'Protocollo della comunicazione del RPD al Garante', 'Numéro de la désignation du DPO auprès du Garante', 'Number of the DPO communication to the Garante', 'dpoDesignated=yes'],
    ['B6', 'yes', ['dpoContact', 'contactPointContact'], 'RPD o altro soggetto da contattare', 'DPO ou autre contact', 'DPO or other contact'],
    ['B7', 'conditional', 'otherPartyName', 'Altri soggetti coinvolti (contitolare, responsabile, rappresentante)', 'Autres acteurs (responsable conjoint, sous-traitant, représentant)', 'Other parties (joint controller, processor, representative)', 'otherPartiesInvolved=yes'],
    ['B8', 'conditional', 'otherPartyRole', 'Ruolo degli altri soggetti', 'Qualité des autres acteurs', 'Role of the other parties', 'otherPartiesInvolved=yes'],
  ],
  C: [
    ['C1', 'yes', 'occurredWhen', 'Quando è avvenuta la violazione', 'Quand la violation a eu lieu', 'When the breach occurred'],
    ['C2', 'conditional', 'startedAt', 'Dal', 'Depuis', 'From', 'occurredWhen=on_day|from_to|ongoing'],
    ['C3', 'conditional', 'endedAt', 'Al', 'Jusqu’à', 'To', 'occurredWhen=from_to'],
    ['C4', 'yes', 'awareAt', 'Data e ora in cui il titolare ne è venuto a conoscenza', 'Date et heure de prise de connaissance', 'Date and time of awareness'],
    ['C5', 'yes', ['discoveryDetail', 'discoveredBy'], 'Modalità con cui ne è venuto a conoscenza', 'Circonstances de la prise de connaissance', 'How awareness came'],
    ['C6', 'conditional', 'lateReasons', 'Motivi del ritardo, oltre le 72 ore', 'Motifs du retard au-delà de 72 heures', 'Reasons for the delay beyond 72 hours'],
    ['C7', 'yes', 'nature', 'Natura della violazione', 'Nature de la violation', 'Nature of the breach'],
    ['C8', 'yes', 'cause', 'Causa della violazione', 'Cause de la violation', 'Cause of the breach'],
    ['C9', 'yes', 'subjectCategories', 'Categorie di interessati', 'Catégories de personnes', 'Categories of data subjects'],
    ['C10', 'yes', 'subjectCount', 'Numero, anche approssimativo, di interessati', 'Nombre, même approximatif, de personnes', 'Number of data subjects, even approximate'],
    ['C11', 'yes', 'dataCategories', 'Categorie di dati personali', 'Catégories de données', 'Categories of personal data'],
    ['C12', 'yes', 'recordCount', 'Numero, anche approssimativo, di registrazioni', 'Nombre, même approximatif, d’enregistrements', 'Number of records, even approximate'],
  ],
  D: [
    ['D1', 'yes', ['natureDetail', 'summary'], 'Descrizione dell’incidente', 'Description de l’incident', 'Description of the event'],
    ['D2', 'yes', 'systems', 'Sistemi e infrastrutture coinvolti, con ubicazione', 'Systèmes et infrastructures, avec localisation', 'Systems and infrastructure, with location'],
    ['D3', 'yes', ['measuresBeforeDetail', 'measuresBefore'], 'Misure di sicurezza in essere', 'Mesures de sécurité en place', 'Security measures in place'],
  ],
  E: [
    ['E1', 'conditional', ['consequencesConfidentialityDetail', 'consequencesConfidentiality'], 'Probabili conseguenze: riservatezza', 'Conséquences probables : confidentialité', 'Probable consequences: confidentiality', 'nature=confidentiality'],
    ['E2', 'conditional', ['consequencesIntegrityDetail', 'consequencesIntegrity'], 'Probabili conseguenze: integrità', 'Conséquences probables : intégrité', 'Probable consequences: integrity', 'nature=integrity'],
    ['E3', 'conditional', ['consequencesAvailabilityDetail', 'consequencesAvailability'], 'Probabili conseguenze: disponibilità', 'Conséquences probables : disponibilité', 'Probable consequences: availability', 'nature=availability'],
    ['E4', 'yes', 'impacts', 'Effetti per gli interessati', 'Effets pour les personnes', 'Effects on data subjects'],
    ['E5', 'yes', 'severityGarante', 'Stima della gravità', 'Estimation de la gravité', 'Severity estimate'],
  ],
  F: [
    ['F1', 'yes', 'measuresTaken', 'Misure adottate per porre rimedio', 'Mesures prises pour remédier', 'Measures taken to remedy'],
    ['F2', 'yes', ['measuresPlannedDetail', 'measuresPlanned'], 'Misure adottate per prevenire violazioni simili', 'Mesures pour prévenir des violations semblables', 'Measures to prevent similar breaches'],
  ],
  G: [
    ['G1', 'yes', 'subjectsInformed', 'Comunicazione agli interessati', 'Communication aux personnes', 'Communication to data subjects'],
    ['G2', 'conditional', ['subjectsInformedOn', 'subjectsInformPlannedOn'], 'Data della comunicazione', 'Date de la communication', 'Date of the communication', 'subjectsInformed=yes|planned'],
    ['G3', 'conditional', 'subjectsInformedCount', 'Numero di interessati informati', 'Nombre de personnes informées', 'Number of data subjects informed', 'subjectsInformed=yes'],
    ['G4', 'conditional', 'informMeans', 'Canale della comunicazione', 'Canal de la communication', 'Channel of the communication', 'subjectsInformed=yes'],
    ['G5', 'conditional', 'informContent', 'Testo della comunicazione', 'Texte de la communication', 'Text of the communication', 'subjectsInformed=yes'],
  ],
  H: [
    ['H1', 'yes', 'crossBorder', 'Trattamento transfrontaliero', 'Traitement transfrontalier', 'Cross-border processing'],
    ['H2', 'conditional', 'otherAuthoritiesDetail', 'Altre autorità informate', 'Autres autorités informées', 'Other authorities notified', 'otherAuthorities=yes'],
    ['H3', 'no', 'policeReport', 'Denuncia all’autorità giudiziaria o di polizia', 'Plainte auprès de la justice ou de la police', 'Judicial or police report'],
  ],
})

/** From D.Lgs. 138/2024 art. 25 and the themes of the ACN guide; no public copy of the web form exists. */
export const csirtItaliaFields = formFields('csirt_italia', 'inference', {
  identification: [
    ['1', 'unknown', 'regime', 'Disciplina della notifica', 'Régime de la notification', 'Reporting regime'],
    ['2', 'unknown', 'stage', 'Fase', 'Étape', 'Stage'],
    ['3', 'unknown', { all: ['organisationName', 'taxCode', 'ipaCode', 'acnId', 'nisSector'] }, 'Soggetto (nome, codice fiscale, codice IPA, identificativo ACN, settore)', 'Entité (nom, code fiscal, code IPA, identifiant ACN, secteur)', 'Entity (name, tax code, IPA code, ACN id, sector)'],
    ['4', 'unknown', ['csirtContact', 'contactPointContact'], 'Contatti: punto di contatto, sostituto, referente CSIRT, telefono attivo a ogni ora, PEC', 'Contacts : point de contact, suppléant, référent CSIRT, téléphone permanent', 'Contacts: point of contact, substitute, CSIRT contact, 24-hour phone'],
    ['5', 'unknown', { all: ['title', 'ownReference'] }, 'Titolo dell’incidente e riferimento interno', 'Titre de l’incident et référence interne', 'Incident title and own reference'],
  ],
  timeline: [
    ['6', 'unknown', { all: ['startedAt', 'detectedAt', 'awareAt', 'ongoing'] }, 'Inizio, rilevamento e momento dell’evidenza (t0); in corso?', 'Début, détection et moment de la preuve (t0) ; en cours ?', 'Occurrence, detection and evidence moment (t0); ongoing?'],
  ],
  significance: [
    ['7', 'unknown', { all: ['isTypes', 'significanceReasoning'] }, 'Tipi IS e motivazione sull’art. 25(4)', 'Types IS et motifs au titre de l’article 25(4)', 'IS types and reasoning under art. 25(4)'],
    ['8', 'unknown', 'evidenceHow', 'Come è stata acquisita l’evidenza', 'Comment la preuve a été obtenue', 'How the evidence was obtained'],
    ['9', 'unknown', 'suspectedMalicious', 'Si sospetta un atto doloso o illegittimo?', 'Acte malveillant ou illicite suspecté ?', 'Suspected malicious or unlawful act?'],
    ['10', 'unknown', { all: ['crossBorder', 'crossBorderStates'] }, 'Impatto transfrontaliero, in quali Stati', 'Impact transfrontalier, dans quels États', 'Cross-border impact, in which states'],
  ],
  impact: [
    ['11', 'unknown', 'servicesAffected', 'Servizi e funzioni essenziali colpiti, degradati o fermi, da quando', 'Services et fonctions essentielles touchés, dégradés ou arrêtés, depuis quand', 'Services and essential functions affected, degraded or stopped, since when'],
    ['12', 'unknown', 'usersAffected', 'Utenti colpiti (numero, percentuale, area)', 'Utilisateurs touchés (nombre, pourcentage, zone)', 'Users affected (number, percentage, area)'],
    ['13', 'unknown', { all: ['systems', 'supplierChain'] }, 'Sistemi e risorse coinvolti, catena dei fornitori', 'Systèmes et actifs concernés, chaîne des prestataires', 'Systems and assets, supplier chain'],
    ['14', 'unknown', { all: ['incidentNature', 'attackType'] }, 'Tipo e vettore, famiglia di malware, rivendicazione', 'Type et vecteur, famille de logiciel malveillant, revendication', 'Type and vector, malware family, claim'],
    ['15', 'unknown', ['impactText', 'severity'], 'Gravità e impatto (operativo, economico, persone, dati)', 'Gravité et impact (opérationnel, financier, personnes, données)', 'Severity and impact (operational, financial, people, data)'],
    ['16', 'unknown', { all: ['personalData', 'dataCategories', 'dataDetail'] }, 'Classi di dati coinvolti; dati personali?', 'Classes de données concernées ; données personnelles ?', 'Data classes affected; personal data?'],
  ],
  technical: [
    ['17', 'unknown', 'indicators', 'Indicatori di compromissione', 'Indicateurs de compromission', 'Indicators of compromise'],
    ['18', 'unknown', 'vulnerabilities', 'Vulnerabilità (CVE)', 'Vulnérabilités (CVE)', 'Vulnerabilities (CVE)'],
  ],
  response: [
    ['19', 'unknown', ['containment', 'measuresTaken'], 'Misure di contenimento e mitigazione, fatte e in corso', 'Mesures d’endiguement et d’atténuation, faites et en cours', 'Containment and mitigation, done and ongoing'],
    ['20', 'unknown', 'recoveryEstimate', 'Stima del ripristino', 'Estimation du rétablissement', 'Recovery estimate'],
    ['21', 'unknown', { all: ['externalSupport', 'csirtHelpRequested', 'helpRequested'] }, 'Supporto esterno e richiesta di aiuto al CSIRT', 'Appui externe et demande d’aide au CSIRT', 'External support, request for CSIRT help'],
    ['22', 'unknown', { all: ['otherAuthorities', 'otherAuthoritiesDetail', 'policeReport'] }, 'Altre notifiche (Garante, Polizia Postale, PSNC)', 'Autres notifications (Garante, police, PSNC)', 'Other notifications (Garante, police, PSNC)'],
    ['23', 'unknown', 'rootCause', 'Causa originaria e tipo di minaccia', 'Cause première et type de menace', 'Root cause and threat type'],
    ['24', 'unknown', ['lessons', 'measuresPlannedDetail'], 'Insegnamenti e prevenzione', 'Enseignements et prévention', 'Lessons and prevention'],
    ['25', 'unknown', 'attachments', 'Allegati', 'Pièces jointes', 'Attachments'],
  ],
})

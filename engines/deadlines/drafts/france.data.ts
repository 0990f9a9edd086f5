/** Forms of CNIL, ANSSI and CERT Santé. All behind a login or read long ago: memory. */

import { formFields } from './formField.ts'

export const cnilFields = formFields('cnil', 'memory', {
  notification: [
    ['1', 'yes', 'completeness', 'Tipo di notifica (iniziale, complementare, completa)', 'Type de notification (initiale, complémentaire, complète)', 'Type of notification (initial, supplementary, complete)'],
    ['2', 'conditional', 'previousId', 'Numero della notifica iniziale', 'Numéro de la notification initiale', 'Number of the initial notification', 'notificationKind=follow_up'],
  ],
  organisation: [
    ['3', 'yes', 'organisationName', 'Organismo', 'Organisme', 'Organisation'],
    ['4', 'yes', 'siren', 'Numero SIREN', 'Numéro SIREN', 'SIREN number'],
    ['5', 'yes', ['activityCode', 'sector'], 'Settore di attività', 'Secteur d’activité', 'Sector'],
    ['6', 'yes', 'organisationAddress', 'Indirizzo', 'Adresse', 'Address'],
    ['7', 'yes', ['dpoContact', 'contactPointContact'], 'RPD o persona di contatto', 'DPO ou personne à contacter', 'DPO or contact person'],
    ['8', 'conditional', 'otherPartyName', 'Responsabile del trattamento o contitolare coinvolto', 'Sous-traitant ou responsable conjoint impliqué', 'Processor or joint controller involved', 'otherPartiesInvolved=yes'],
  ],
  breach: [
    ['9', 'yes', 'startedAt', 'Inizio della violazione', 'Début de la violation', 'Start of the breach'],
    ['10', 'no', 'endedAt', 'Fine della violazione', 'Fin de la violation', 'End of the breach'],
    ['11', 'yes', 'awareAt', 'Data e ora della scoperta', 'Date et heure de la découverte', 'Date and time of discovery'],
    ['12', 'yes', ['discoveryDetail', 'discoveredBy'], 'Circostanze della scoperta', 'Circonstances de la découverte', 'Circumstances of the discovery'],
    ['13', 'conditional', 'lateReasons', 'Motivi del ritardo oltre le 72 ore', 'Motifs du retard au-delà de 72 heures', 'Reasons for a delay beyond 72 hours'],
    ['14', 'yes', 'nature', 'Natura della violazione', 'Nature de la violation', 'Nature of the breach'],
    ['15', 'yes', ['incidentNature', 'incidentOrigin'], 'Origine dell’incidente', 'Origine de l’incident', 'Origin of the incident'],
    ['16', 'yes', 'cause', 'Causa', 'Cause', 'Cause'],
  ],
  data: [
    ['17', 'yes', 'dataCategories', 'Categorie di dati', 'Catégories de données', 'Categories of data'],
    ['18', 'yes', 'recordCount', 'Numero di registrazioni', 'Nombre d’enregistrements', 'Number of records'],
    ['19', 'yes', 'subjectCategories', 'Categorie di persone', 'Catégories de personnes', 'Categories of people'],
    ['20', 'yes', 'subjectCount', 'Numero di persone', 'Nombre de personnes', 'Number of people'],
    ['21', 'yes', ['measuresBeforeDetail', 'measuresBefore'], 'Misure prima della violazione', 'Mesures avant la violation', 'Measures before the breach'],
  ],
  consequences: [
    ['22', 'conditional', ['consequencesConfidentialityDetail', 'consequencesConfidentiality'], 'Conseguenze della perdita di riservatezza', 'Conséquences de la perte de confidentialité', 'Consequences of the loss of confidentiality', 'nature=confidentiality'],
    ['23', 'conditional', ['consequencesIntegrityDetail', 'consequencesIntegrity'], 'Conseguenze della perdita di integrità', 'Conséquences de la perte d’intégrité', 'Consequences of the loss of integrity', 'nature=integrity'],
    ['24', 'conditional', ['consequencesAvailabilityDetail', 'consequencesAvailability'], 'Conseguenze della perdita di disponibilità', 'Conséquences de la perte de disponibilité', 'Consequences of the loss of availability', 'nature=availability'],
    ['25', 'yes', 'severityCnil', 'Livello di gravità', 'Niveau de gravité', 'Severity'],
  ],
  measures: [
    ['26', 'yes', ['measuresTaken', 'measuresPlannedDetail'], 'Misure adottate o previste', 'Mesures prises ou envisagées', 'Measures taken or planned'],
    ['27', 'yes', 'subjectsInformed', 'Le persone sono state informate?', 'Les personnes ont-elles été informées ?', 'Have the people been informed?'],
    ['28', 'conditional', ['subjectsInformedOn', 'subjectsInformPlannedOn'], 'Data dell’informazione', 'Date de l’information', 'Date of the information', 'subjectsInformed=yes|planned'],
    ['29', 'conditional', 'subjectsInformedCount', 'Numero di persone informate', 'Nombre de personnes informées', 'Number of people informed', 'subjectsInformed=yes'],
    ['30', 'conditional', 'informMeans', 'Mezzo usato', 'Moyen utilisé', 'Means used', 'subjectsInformed=yes'],
    ['31', 'conditional', 'informContent', 'Contenuto del messaggio', 'Contenu du message', 'Content of the message', 'subjectsInformed=yes'],
    ['32', 'conditional', ['art34Detail', 'riskDetail'], 'Motivo della mancata informazione', 'Motif de l’absence d’information', 'Reason for not informing', 'subjectsInformed=not_high|exception|investigating'],
  ],
  others: [
    ['33', 'yes', 'crossBorder', 'Violazione transfrontaliera', 'Violation transfrontalière', 'Cross-border breach'],
    ['34', 'no', ['otherAuthoritiesDetail', 'otherAuthorities'], 'Altre autorità informate', 'Autres autorités informées', 'Other authorities told'],
  ],
})

export const anssiFields = formFields('anssi', 'memory', {
  declaration: [
    ['1', 'unknown', 'reporterName', 'Dichiarante', 'Déclarant', 'Declarant'],
    ['2', 'unknown', 'organisationName', 'Operatore', 'Opérateur', 'Operator'],
    ['3', 'unknown', ['contactPointContact', 'organisationContact'], 'Contatti', 'Contacts', 'Contacts'],
    ['4', 'unknown', 'systems', 'Sistema interessato (SIE, SIIV)', 'Système concerné (SIE, SIIV)', 'System concerned (SIE, SIIV)'],
    ['5', 'unknown', 'startedAt', 'Data di inizio', 'Date de début', 'Start'],
    ['6', 'unknown', 'detectedAt', 'Data di rilevamento', 'Date de détection', 'Detection'],
    ['7', 'unknown', ['summary', 'natureDetail'], 'Descrizione', 'Description', 'Description'],
    ['8', 'unknown', ['attackType', 'incidentNature'], 'Natura (compromissione, indisponibilità…)', 'Nature (compromission, indisponibilité…)', 'Nature (compromise, unavailability…)'],
    ['9', 'unknown', ['impactText', 'usersAffected'], 'Impatto sul servizio (utenti, area, durata)', 'Impact sur le service (usagers, zone, durée)', 'Impact on the service (users, area, duration)'],
    ['10', 'unknown', 'indicators', 'Elementi tecnici (indicatori, vettore)', 'Éléments techniques (indicateurs, vecteur)', 'Technical elements (indicators, vector)'],
    ['11', 'unknown', ['measuresTaken', 'containment'], 'Misure adottate', 'Mesures prises', 'Measures taken'],
    ['12', 'unknown', 'externalSupport', 'Specialisti intervenuti', 'Prestataires intervenants', 'Responders at work'],
    ['13', 'unknown', ['helpRequested', 'csirtHelpRequested'], 'Aiuto richiesto', 'Besoin d’assistance', 'Help needed'],
    ['14', 'unknown', ['complaintStatus', 'policeReport'], 'Denuncia presentata', 'Plainte déposée', 'Complaint filed'],
    ['15', 'unknown', ['otherAuthoritiesDetail', 'otherAuthorities'], 'Altre autorità', 'Autres autorités', 'Other authorities'],
  ],
})

/** Arrêté of 30 October 2017, annex. */
export const certSanteFields = formFields('cert_sante', 'memory', {
  signalement: [
    ['1', 'unknown', 'organisationName', 'Struttura', 'Structure', 'Structure'],
    ['2', 'unknown', 'finess', 'Numero FINESS', 'Numéro FINESS', 'FINESS number'],
    ['3', 'unknown', ['contactPointContact', 'reporterContact'], 'Contatto', 'Contact', 'Contact'],
    ['4', 'unknown', 'startedAt', 'Inizio', 'Début', 'Start'],
    ['5', 'unknown', 'detectedAt', 'Rilevamento', 'Détection', 'Detection'],
    ['6', 'unknown', ['suspectedMalicious', 'incidentOrigin'], 'Origine dolosa?', 'Origine malveillante ?', 'Malicious origin?'],
    ['7', 'unknown', ['summary', 'natureDetail'], 'Descrizione', 'Description', 'Description'],
    ['8', 'unknown', 'systems', 'Sistemi colpiti', 'Systèmes touchés', 'Systems affected'],
    ['9', 'unknown', 'careImpact', 'Impatto sulle cure e sulla sicurezza dei pazienti', 'Impact sur les soins et la sécurité des patients', 'Impact on care and patient safety'],
    ['10', 'unknown', ['dataDetail', 'dataCategories'], 'Impatto sui dati', 'Impact sur les données', 'Impact on data'],
    ['11', 'unknown', 'degradedMode', 'Modalità degradata', 'Mode dégradé', 'Degraded mode'],
    ['12', 'unknown', ['measuresTaken', 'containment'], 'Azioni svolte', 'Actions menées', 'Actions taken'],
    ['13', 'unknown', ['helpRequested', 'csirtHelpRequested'], 'Aiuto richiesto', 'Aide demandée', 'Help requested'],
    ['14', 'unknown', ['complaintStatus', 'policeReport'], 'Denuncia', 'Plainte', 'Complaint'],
    ['15', 'unknown', 'cnilNotified', 'Notifica alla CNIL', 'Notification à la CNIL', 'Notification to CNIL'],
  ],
})

/** Names of stages, states, recipients, channels, clocks, kinds and certainties, in three languages. */

import type { PartyKind } from '../facts.ts'
import type { Certainty, ChannelId, ClockId, ObligationState, RecipientId, StageId, Texts } from '../base.ts'

export const stageLabels = {
  all: { it: 'Tutte le fasi', fr: 'Toutes les étapes', en: 'All stages' },
  pre_notification: { it: 'Pre-notifica', fr: 'Alerte précoce', en: 'Early warning' },
  first_report: { it: 'Prima segnalazione', fr: 'Premier signalement', en: 'First report' },
  early_warning: { it: 'Preallarme', fr: 'Alerte précoce', en: 'Early warning' },
  initial: { it: 'Notifica iniziale', fr: 'Notification initiale', en: 'Initial notification' },
  notification: { it: 'Notifica', fr: 'Notification', en: 'Notification' },
  supplement: { it: 'Integrazione della notifica', fr: 'Notification complémentaire', en: 'Further information' },
  intermediate: { it: 'Relazione intermedia', fr: 'Rapport intermédiaire', en: 'Intermediate report' },
  progress: { it: 'Relazione mensile sui progressi', fr: 'Rapport d’avancement mensuel', en: 'Monthly progress report' },
  final: { it: 'Relazione finale', fr: 'Rapport final', en: 'Final report' },
  to_controller: { it: 'Avviso al titolare del trattamento', fr: 'Information du responsable du traitement', en: 'Notice to the controller' },
  communication: { it: 'Comunicazione agli interessati', fr: 'Communication aux personnes concernées', en: 'Communication to data subjects' },
  public_communication: { it: 'Comunicazione pubblica', fr: 'Communication publique', en: 'Public communication' },
  declaration: { it: 'Dichiarazione', fr: 'Déclaration', en: 'Declaration' },
  complaint: { it: 'Denuncia', fr: 'Plainte', en: 'Complaint' },
  attachment: { it: 'Allegato alla segnalazione', fr: 'Pièce jointe au signalement', en: 'Attachment to the report' },
  voluntary: { it: 'Notifica volontaria', fr: 'Notification volontaire', en: 'Voluntary notification' },
} as const satisfies Record<StageId, Texts>

export const stateLabels = {
  not_applicable: { it: 'non dovuto', fr: 'non dû', en: 'not due' },
  displaced: { it: 'coperto da un altro adempimento', fr: 'couvert par une autre obligation', en: 'covered by another obligation' },
  not_in_force: { it: 'non in vigore', fr: 'pas en vigueur', en: 'not in force' },
  awaiting_input: { it: 'in attesa di un dato', fr: 'en attente d’une information', en: 'awaiting input' },
  due: { it: 'da fare', fr: 'à faire', en: 'due' },
  due_without_hours: { it: 'da fare subito', fr: 'à faire sans délai', en: 'due without delay' },
  sent: { it: 'inviato', fr: 'envoyé', en: 'sent' },
  exceeded: { it: 'scaduto', fr: 'échéance dépassée', en: 'exceeded' },
  registered: { it: 'annotato nel registro', fr: 'inscrit au registre', en: 'kept in the register' },
  voluntary: { it: 'facoltativo', fr: 'volontaire', en: 'voluntary' },
} as const satisfies Record<ObligationState, Texts>

export const recipientLabels = {
  csirt_italia: { it: 'CSIRT Italia (ACN)', fr: 'CSIRT Italia (ACN)', en: 'CSIRT Italia (ACN)' },
  garante: { it: 'Garante per la protezione dei dati personali', fr: 'Garante (autorité italienne de protection des données)', en: 'Garante (Italian data protection authority)' },
  cnil: { it: 'CNIL (autorità francese per la protezione dei dati)', fr: 'CNIL', en: 'CNIL (French data protection authority)' },
  controller: { it: 'Titolare del trattamento', fr: 'Responsable du traitement', en: 'Data controller' },
  data_subjects: { it: 'Persone interessate', fr: 'Personnes concernées', en: 'Data subjects' },
  agid: { it: 'AgID (Agenzia per l’Italia digitale)', fr: 'AgID (Agence italienne pour le numérique)', en: 'AgID (Italian digital agency)' },
  anssi: { it: 'ANSSI (Francia)', fr: 'ANSSI', en: 'ANSSI (France)' },
  financial_it: { it: 'Banca d’Italia, CONSOB o IVASS', fr: 'Banque d’Italie, CONSOB ou IVASS', en: 'Bank of Italy, CONSOB or IVASS' },
  financial_fr: { it: 'ACPR o AMF (Francia)', fr: 'ACPR ou AMF', en: 'ACPR or AMF (France)' },
  csirt_and_enisa: { it: 'CSIRT coordinatore ed ENISA', fr: 'CSIRT coordinateur et ENISA', en: 'Coordinating CSIRT and ENISA' },
  police_fr: { it: 'Polizia, gendarmeria o procuratore (Francia)', fr: 'Police, gendarmerie ou procureur', en: 'Police, gendarmerie or prosecutor (France)' },
  cert_sante: { it: 'ARS e CERT Santé (Francia)', fr: 'ARS et CERT Santé', en: 'ARS and CERT Santé (France)' },
  none: { it: 'nessuno', fr: 'aucun', en: 'none' },
} as const satisfies Record<RecipientId, Texts>

export const channelLabels = {
  acn_portal: { it: 'https://segnalazioni.acn.gov.it (SPID, CIE, CNS)', fr: 'https://segnalazioni.acn.gov.it (SPID, CIE, CNS)', en: 'https://segnalazioni.acn.gov.it (SPID, CIE, CNS)' },
  garante_online: { it: 'procedura telematica del Garante (servizi.gpdp.it)', fr: 'procédure en ligne du Garante (servizi.gpdp.it)', en: 'online procedure of the Garante (servizi.gpdp.it)' },
  cnil_teleservice: { it: 'https://notifications.cnil.fr', fr: 'https://notifications.cnil.fr', en: 'https://notifications.cnil.fr' },
  direct: { it: 'comunicazione diretta', fr: 'communication directe', en: 'direct message' },
  public_notice: { it: 'avviso pubblico', fr: 'information publique', en: 'public notice' },
  agid_contact: { it: 'contatto AgID per i servizi fiduciari', fr: 'contact de l’AgID pour les services de confiance', en: 'AgID contact for trust services' },
  anssi_contact: { it: 'contatto ANSSI (cert-fr@ssi.gouv.fr, 3218)', fr: 'contact ANSSI (cert-fr@ssi.gouv.fr, 3218)', en: 'ANSSI contact (cert-fr@ssi.gouv.fr, 3218)' },
  supervisor_portal: { it: 'portale dell’autorità di vigilanza', fr: 'portail de l’autorité de supervision', en: 'portal of the supervisor' },
  cra_platform: { it: 'https://portal.cra-srp.enisa.europa.eu', fr: 'https://portal.cra-srp.enisa.europa.eu', en: 'https://portal.cra-srp.enisa.europa.eu' },
  complaint_office: { it: 'denuncia presso polizia, gendarmeria o procura', fr: 'plainte en commissariat, en brigade ou par courrier au procureur', en: 'complaint at a police or gendarmerie station, or to the prosecutor' },
  sante_portal: { it: 'https://signalement.social-sante.gouv.fr (fuori orario: telefono del CERT Santé)', fr: 'https://signalement.social-sante.gouv.fr (hors horaires : téléphone du CERT Santé)', en: 'https://signalement.social-sante.gouv.fr (out of hours: phone CERT Santé)' },
  anssi_secure: { it: 'canale protetto dell’ANSSI', fr: 'canal protégé de l’ANSSI', en: 'protected channel of ANSSI' },
  anssi_declaration: { it: 'dichiarazione online all’ANSSI (club.ssi.gouv.fr)', fr: 'déclaration en ligne à l’ANSSI (club.ssi.gouv.fr)', en: 'online declaration to ANSSI (club.ssi.gouv.fr)' },
  monespacenis2: { it: 'https://monespacenis2.cyber.gouv.fr', fr: 'https://monespacenis2.cyber.gouv.fr', en: 'https://monespacenis2.cyber.gouv.fr' },
  with_the_report: { it: 'insieme alla segnalazione', fr: 'avec le signalement', en: 'together with the report' },
  none: { it: 'nessuno', fr: 'aucun', en: 'none' },
} as const satisfies Record<ChannelId, Texts>

export const clockLabels = {
  aware: { it: 'conoscenza dell’incidente', fr: 'prise de connaissance de l’incident', en: 'awareness of the incident' },
  breach_aware: { it: 'conoscenza della violazione di dati', fr: 'prise de connaissance de la violation de données', en: 'awareness of the data breach' },
  told_by_processor: { it: 'avviso del responsabile del trattamento', fr: 'information par le sous-traitant', en: 'told by the processor' },
  attack_known: { it: 'conoscenza dell’attacco', fr: 'connaissance de l’attaque', en: 'knowledge of the attack' },
  classified_major: { it: 'classificazione come grave', fr: 'classement en incident majeur', en: 'classification as major' },
  corrective_measure_available: { it: 'misura correttiva disponibile', fr: 'mesure corrective disponible', en: 'corrective measure available' },
  handling_ended: { it: 'fine della gestione', fr: 'fin du traitement', en: 'end of handling' },
  intermediate_requested: { it: 'richiesta del CSIRT', fr: 'demande du CSIRT', en: 'request of the CSIRT' },
  early_warning_sent: { it: 'invio del preallarme', fr: 'envoi de l’alerte précoce', en: 'early warning sent' },
  notification_sent: { it: 'invio della notifica', fr: 'envoi de la notification', en: 'notification sent' },
  initial_sent: { it: 'invio della notifica iniziale', fr: 'envoi de la notification initiale', en: 'initial notification sent' },
  intermediate_sent: { it: 'invio della relazione intermedia', fr: 'envoi du rapport intermédiaire', en: 'intermediate report sent' },
} as const satisfies Record<ClockId, Texts>

export const kindLabels = {
  central_administration: { it: 'amministrazione centrale', fr: 'administration centrale', en: 'central administration' },
  region: { it: 'regione', fr: 'région', en: 'region' },
  autonomous_province: { it: 'provincia autonoma', fr: 'province autonome', en: 'autonomous province' },
  metropolitan_city: { it: 'città metropolitana', fr: 'ville métropolitaine', en: 'metropolitan city' },
  province: { it: 'provincia', fr: 'province ou département', en: 'province' },
  municipality: { it: 'comune', fr: 'commune', en: 'municipality' },
  union_of_municipalities: { it: 'unione di comuni', fr: 'groupement de communes', en: 'union of municipalities' },
  health_agency: { it: 'azienda sanitaria', fr: 'agence sanitaire', en: 'health agency' },
  hospital: { it: 'azienda ospedaliera', fr: 'hôpital', en: 'hospital' },
  school: { it: 'scuola', fr: 'établissement scolaire', en: 'school' },
  university: { it: 'università', fr: 'université', en: 'university' },
  transport_company: { it: 'società di trasporto', fr: 'société de transport', en: 'transport company' },
  provider: { it: 'fornitore', fr: 'prestataire', en: 'provider' },
  firm: { it: 'impresa', fr: 'entreprise', en: 'firm' },
  other_public: { it: 'altro ente pubblico', fr: 'autre organisme public', en: 'other public body' },
} as const satisfies Record<PartyKind, Texts>

export const certaintyLabels = {
  official: { it: 'letto nel testo ufficiale', fr: 'lu dans le texte officiel', en: 'read in the official text' },
  published: { it: 'da fonte pubblicata', fr: 'd’une source publiée', en: 'from a published source' },
  secondary: { it: 'da testo di terzi che cita l’atto', fr: 'd’un texte tiers citant l’acte', en: 'from a third party’s text quoting the act' },
  memory: { it: 'da verificare sul testo', fr: 'à vérifier sur le texte', en: 'to be checked against the text' },
  inference: { it: 'interpretazione nostra', fr: 'notre interprétation', en: 'our reading' },
} as const satisfies Record<Certainty, Texts>

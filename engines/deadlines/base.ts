/** Words that everything here shares and that depend on nothing. `Date` inside; the wire is ISO 8601. */

export type Language = 'it' | 'fr' | 'en'
export type Texts = Readonly<Record<Language, string>>
export type Country = 'IT' | 'FR'
/** `YYYY-MM-DD`, a day of the party's own calendar. */
export type IsoDay = string

/**
 * How sure the row is. `official`: read in the official journal; `published`: a page of the authority or of a
 * professional; `secondary`: a third party quoting the act; `memory`: known but not read again; `inference`: ours.
 */
export type Certainty = 'official' | 'published' | 'secondary' | 'memory' | 'inference'

export type RegimeId =
  | 'IT-PSNC-B' | 'IT-PSNC-A' | 'IT-PSNC-C' | 'IT-LAP' | 'IT-NIS2-TSP' | 'IT-NIS2' | 'IT-L90' | 'IT-AGID-MMS'
  | 'EU-GDPR33' | 'EU-GDPR33P' | 'EU-GDPR34' | 'EU-EIDAS24' | 'EU-DORA' | 'EU-CRA-VULN' | 'EU-CRA-INC'
  | 'FR-NIS2' | 'FR-LOPMI' | 'FR-SANTE' | 'FR-LPM' | 'FR-OSE'

export type StageId =
  | 'all' | 'pre_notification' | 'first_report' | 'early_warning' | 'initial' | 'notification' | 'supplement'
  | 'intermediate' | 'progress' | 'final' | 'to_controller' | 'communication' | 'public_communication'
  | 'declaration' | 'complaint' | 'attachment' | 'voluntary'

export type RecipientId =
  | 'csirt_italia' | 'garante' | 'cnil' | 'controller' | 'data_subjects' | 'agid' | 'anssi' | 'financial_it'
  | 'financial_fr' | 'csirt_and_enisa' | 'police_fr' | 'cert_sante' | 'none'

export type ChannelId =
  | 'acn_portal' | 'garante_online' | 'cnil_teleservice' | 'direct' | 'public_notice' | 'agid_contact' | 'anssi_contact'
  | 'supervisor_portal' | 'cra_platform' | 'complaint_office' | 'sante_portal' | 'anssi_secure'
  | 'anssi_declaration' | 'monespacenis2' | 'with_the_report' | 'none'

/** Moments that people record. Each is the party's own; an outage is not among them: it is not yet awareness. */
export type RecordedClock =
  | 'aware' | 'breach_aware' | 'told_by_processor' | 'attack_known' | 'classified_major'
  | 'corrective_measure_available' | 'handling_ended' | 'intermediate_requested'
/** Moments that follow from a filing of an earlier stage. */
export type SentClock = 'early_warning_sent' | 'notification_sent' | 'initial_sent' | 'intermediate_sent'
export type ClockId = RecordedClock | SentClock

export type ObligationState =
  | 'not_applicable' | 'displaced' | 'not_in_force' | 'awaiting_input' | 'due' | 'due_without_hours'
  | 'sent' | 'exceeded' | 'registered' | 'voluntary'

/** Stored rows → what a page shows, in one language. */
import * as engine from '#engines/deadlines/index.ts'
import type { Country, DraftAuthority, FactPath, IncidentDescription, Language, Message, RegimeId } from '#engines/deadlines/index.ts'
import type { CaseFacts } from '#modules/cases/contract.ts'
import type { ObligationView } from '../contract.ts'
import { askOf } from './asked.ts'
import type { FactsDocument } from './facts.ts'

/** Columns of obligations.obligation that a view needs. */
export type StoredObligation = {
  id: string; regime: string; stage: string; state: string; article: string; source: string; certainty: string; verified_on: unknown
  recipient: string; channel: string; strict_at: Date | null; legal_at: Date | null; outer_at: Date | null; from_clock: string | null; from_moment: Date | null
  sent_at: Date | null; protocol: string | null; late: boolean; missing: string[]; reasons: unknown
}

export const labelOf = <K extends string>(labels: Record<K, Record<Language, string>>, key: string, lang: Language): string => labels[key as K]?.[lang] ?? key

/** The stored answer is as old as the last computation: a moment that has passed since is exceeded now, not at the next run. */
export const stateAt = (row: Pick<StoredObligation, 'state' | 'legal_at'>, now: Date): ObligationView['state'] =>
  (row.state === 'due' && row.legal_at && row.legal_at <= now ? 'exceeded' : row.state) as ObligationView['state']

export function obligationView(row: StoredObligation, lang: Language, country: Country, now: Date): ObligationView {
  const label = <K extends string>(labels: Record<K, Record<Language, string>>, key: string) => labelOf(labels, key, lang)
  const state = stateAt(row, now)
  return {
    id: row.id, regime: row.regime, regimeTitle: engine.regimeTitle(row.regime as RegimeId, lang), stage: row.stage, stageLabel: label(engine.stageLabels, row.stage),
    state, stateLabel: label(engine.stateLabels, state),
    article: row.article, source: row.source, certainty: row.certainty, certaintyLabel: label(engine.certaintyLabels, row.certainty), verifiedOn: dayOf(row.verified_on),
    recipient: row.recipient, recipientLabel: label(engine.recipientLabels, row.recipient), channelLabel: label(engine.channelLabels, row.channel),
    strictAt: iso(row.strict_at), legalAt: iso(row.legal_at), outerAt: iso(row.outer_at), fromClock: row.from_clock, fromMoment: iso(row.from_moment),
    sentAt: iso(row.sent_at), protocol: row.protocol, late: row.late,
    missing: questions(row.missing, lang), ask: askOf(row.missing),
    reasons: (row.reasons as Message[]).map((reason) => engine.renderMessage(reason, lang, country)),
    draft: draftFor(row.recipient),
  }
}

export const questions = (facts: readonly string[], lang: Language) => facts.map((fact) => ({ fact, question: engine.factQuestion(fact as FactPath, lang) }))

export function clockViews(document: FactsDocument, lang: Language) {
  const view = (recorded: boolean) => ([clock, moment]: [string, { at: string; by?: string; how?: string }]) =>
    ({ clock, label: engine.clockLabels[clock as 'aware']?.[lang] ?? clock, at: moment.at, recorded, by: moment.by ?? '', how: moment.how ?? '' })
  const known = Object.entries(document.clocks)
  return [...known.map(view(true)), ...Object.entries(document.suggested).filter(([clock]) => !(clock in document.clocks)).map(view(false))]
}

export function awareOf(document: FactsDocument): { at: string; recorded: boolean } | null {
  const recorded = document.clocks['aware'] ?? document.clocks['breach_aware']
  if (recorded) return { at: recorded.at, recorded: true }
  const suggested = document.suggested['aware']
  return suggested ? { at: suggested.at, recorded: false } : null
}

const authorityNames: Record<DraftAuthority, Record<Language, string>> = {
  garante: { it: 'Garante per la protezione dei dati personali', fr: 'Garante (Italie)', en: 'Garante (Italy)' },
  cnil: { it: 'CNIL', fr: 'CNIL', en: 'CNIL' },
  csirt_italia: { it: 'CSIRT Italia', fr: 'CSIRT Italia', en: 'CSIRT Italia' },
  anssi: { it: 'ANSSI', fr: 'ANSSI', en: 'ANSSI' },
  cert_sante: { it: 'CERT Santé', fr: 'CERT Santé', en: 'CERT Santé' },
  edpb: { it: 'Modello comune EDPB (versione in consultazione)', fr: 'Modèle commun du CEPD (version en consultation)', en: 'EDPB common template (consultation version)' },
}
const portals: Record<DraftAuthority, string> = {
  garante: 'https://servizi.gpdp.it', cnil: 'https://notifications.cnil.fr', csirt_italia: 'https://segnalazioni.acn.gov.it',
  anssi: 'https://club.ssi.gouv.fr', cert_sante: 'https://signalement.social-sante.gouv.fr', edpb: '',
}
export const authorityLabel = (authority: DraftAuthority, lang: Language) => authorityNames[authority][lang]
export const authorityPortal = (authority: DraftAuthority) => portals[authority]

/** Drafts that this country's bodies can need. */
export const authoritiesOf = (country: Country): DraftAuthority[] => (country === 'IT' ? ['csirt_italia', 'garante', 'edpb'] : ['cnil', 'anssi', 'cert_sante', 'edpb'])

export const draftFor = (recipient: string): DraftAuthority | null =>
  ({ garante: 'garante', cnil: 'cnil', csirt_italia: 'csirt_italia', anssi: 'anssi', cert_sante: 'cert_sante' } as const)[recipient as 'garante'] ?? null

/** What the case and the dossier know, in the words of the forms; what a person wrote in the description wins. */
export function descriptionOf(one: CaseFacts, document: FactsDocument, providerName: string, lang: Language): IncidentDescription {
  const down = one.services.filter((service) => service.availability !== 'none')
  const exposed = one.services.some((service) => service.exposed)
  const tampered = one.services.some((service) => service.tampered)
  const started = down.map((service) => service.at?.getTime()).filter((at) => at !== undefined).sort((a, b) => a - b)[0]
  const aware = document.clocks['breach_aware'] ?? document.clocks['aware']
  const text = (it: string, fr: string, en: string) => ({ it, fr, en })[lang]
  const known: Record<string, unknown> = {
    ownReference: one.ref,
    organisationName: document.party['name'],
    title: one.title,
    startedAt: started === undefined ? undefined : new Date(started),
    detectedAt: one.answeredAt ?? undefined,
    awareAt: aware ? aware.at : undefined,
    evidenceHow: aware?.how || undefined,
    breachNature: [...(exposed ? ['confidentiality'] : []), ...(tampered ? ['integrity'] : []), ...(down.length ? ['availability'] : [])],
    servicesAffected: down.length ? down.map((service) => service.name).join('; ') : undefined,
    supplierChain: one.kind === 'tied' ? providerName : undefined,
    otherPartyName: one.kind === 'tied' ? providerName : undefined,
    summary: down.length
      ? text(
        `Dal momento indicato non sono disponibili o sono limitati: ${down.map((service) => service.name).join(', ')}. La causa è un evento di sicurezza presso il fornitore ${providerName}.`,
        `Depuis le moment indiqué, sont indisponibles ou limités : ${down.map((service) => service.name).join(', ')}. La cause est un incident de sécurité chez le prestataire ${providerName}.`,
        `Since the stated moment these are unavailable or limited: ${down.map((service) => service.name).join(', ')}. The cause is a security event at the provider ${providerName}.`)
      : undefined,
    ...one.description,
  }
  const keys = new Set<string>(engine.descriptionKeys)
  return Object.fromEntries(Object.entries(known).filter(([key, value]) => keys.has(key) && value !== undefined && value !== '')) as IncidentDescription
}

const iso = (date: Date | null) => date?.toISOString() ?? null
export const dayOf = (value: unknown) => (value instanceof Date ? `${value.getFullYear()}-${String(value.getMonth() + 1).padStart(2, '0')}-${String(value.getDate()).padStart(2, '0')}` : typeof value === 'string' ? value : null)

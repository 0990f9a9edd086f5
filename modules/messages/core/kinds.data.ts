/** What people are told: how fast at most, who at a body, and whether it may be silenced. Everything else follows from this table. */
import type { Trilingual } from '#platform/contract/index.ts'

export const kinds = ['case_opened', 'case_confirmed', 'case_moved', 'question_open', 'deadline_near', 'consent_ending', 'public_page', 'week_watched'] as const
export type Kind = (typeof kinds)[number]
export type Pace = 'at_once' | 'weekly'

export type KindRule = {
  /** The fastest it may come: at once is for what is confirmed and about the recipient's own body. The default is the week. */
  readonly fastest: Pace
  /** Law or an open question asks for it: it is not silenced, and is never more than one line a week unless its hour comes. */
  readonly required: boolean
  /** Contacts of the body, by role in the territory, the best first. Of the first group that has an address. */
  readonly contacts: readonly (readonly string[])[]
  /** People of the body who sign in, by role. */
  readonly people: readonly ('admin' | 'member' | 'provider')[]
  readonly name: Trilingual
  /** Finishes "it is for": in plain words. */
  readonly why: Trilingual
}

const technical = [['incident', 'security', 'it', 'digital_transition'], ['secretary', 'general']] as const
const everyone = ['admin', 'member', 'provider'] as const

export const kindRules: Readonly<Record<Kind, KindRule>> = {
  case_opened: {
    fastest: 'at_once', required: false, contacts: technical, people: everyone,
    name: { it: 'Un nuovo caso riguarda l’ente', fr: 'Un nouveau dossier concerne la collectivité', en: 'A new case concerns the body' },
    why: { it: 'Chi si occupa di sicurezza deve sapere che un caso è aperto.', fr: 'Qui s’occupe de sécurité doit savoir qu’un dossier est ouvert.', en: 'Whoever looks after security must know that a case is open.' },
  },
  case_confirmed: {
    fastest: 'at_once', required: false, contacts: technical, people: everyone,
    name: { it: 'L’ente ha confermato di essere colpito', fr: 'La collectivité a confirmé être touchée', en: 'The body has confirmed that it is hit' },
    why: { it: 'I colleghi devono sapere che cosa l’ente ha risposto.', fr: 'Les collègues doivent savoir ce que la collectivité a répondu.', en: 'Colleagues must know what the body has answered.' },
  },
  case_moved: {
    fastest: 'at_once', required: false, contacts: technical, people: everyone,
    name: { it: 'Un caso dell’ente cambia o si chiude', fr: 'Un dossier de la collectivité évolue ou se clôt', en: 'A case of the body moves or closes' },
    why: { it: 'Chi lavora al caso deve sapere a che punto è.', fr: 'Qui travaille sur le dossier doit savoir où il en est.', en: 'Whoever works on the case must know where it stands.' },
  },
  question_open: {
    fastest: 'weekly', required: true, contacts: technical, people: ['admin', 'member'],
    name: { it: 'Una domanda aspetta ancora risposta', fr: 'Une question attend encore une réponse', en: 'A question still waits for an answer' },
    why: { it: 'Senza risposta il centro non sa se l’ente è colpito.', fr: 'Sans réponse, le centre ne sait pas si la collectivité est touchée.', en: 'Without an answer the centre does not know whether the body is hit.' },
  },
  deadline_near: {
    fastest: 'at_once', required: true, contacts: [['dpo', 'secretary', 'digital_transition', 'incident'], ['general']], people: ['admin', 'provider'],
    name: { it: 'Un termine di legge si avvicina', fr: 'Une échéance légale approche', en: 'A legal deadline comes near' },
    why: { it: 'La legge chiede una notifica entro quell’ora.', fr: 'La loi demande une notification avant cette heure.', en: 'The law asks for a notification by that hour.' },
  },
  consent_ending: {
    fastest: 'weekly', required: false, contacts: [['secretary', 'digital_transition', 'it'], ['general']], people: ['admin'],
    name: { it: 'Un’autorizzazione dell’ente sta per finire', fr: 'Une autorisation de la collectivité va prendre fin', en: 'A permission of the body is about to end' },
    why: { it: 'Quando finisce, il centro smette di fare quello che permetteva.', fr: 'À son terme, le centre cesse de faire ce qu’elle permettait.', en: 'When it ends, the centre stops doing what it allowed.' },
  },
  public_page: {
    fastest: 'weekly', required: false, contacts: [['digital_transition', 'secretary'], ['general']], people: ['admin', 'member'],
    name: { it: 'La pagina pubblica dell’ente è cambiata', fr: 'La page publique de la collectivité a changé', en: 'The body’s public page has changed' },
    why: { it: 'I cittadini leggono quella pagina: l’ente deve sapere che cosa dice.', fr: 'Les habitants lisent cette page : la collectivité doit savoir ce qu’elle dit.', en: 'Citizens read that page: the body must know what it says.' },
  },
  week_watched: {
    fastest: 'weekly', required: false, contacts: technical, people: ['admin', 'member'],
    name: { it: 'La settimana dei log dell’ente', fr: 'La semaine des journaux de la collectivité', en: 'The week of the body’s logs' },
    why: { it: 'Se una fonte tace, o se il centro trova qualcosa, l’ente deve saperlo.', fr: 'Si une source se tait, ou si le centre trouve quelque chose, la collectivité doit le savoir.', en: 'If a source is silent, or the centre finds something, the body must know.' },
  },
}

/** What can be silenced as a whole, beside single kinds. `now`: what would come at once comes weekly instead. */
export const wholes = ['weekly', 'now'] as const
export type Whole = (typeof wholes)[number]
export const muteable: readonly (Kind | Whole)[] = [...wholes, ...kinds.filter((kind) => !kindRules[kind].required)]
export const isMuteable = (text: string): text is Kind | Whole => (muteable as readonly string[]).includes(text)

/** Whom to call, by country and by what one sees; the first first. Numbers and addresses are public ones, checked on the day below. */
import type { Lang } from '#platform/contract/index.ts'
import type { Guided, Helper } from '../contract-public.ts'

export const VERIFIED_ON = '2026-11-27'

type Told = { readonly name: string; readonly what: Readonly<Record<Lang, string>>; readonly phone?: string; readonly href?: string }
const danger: Told = { name: '112', phone: '112', what: { it: 'Se qualcuno è in pericolo.', fr: 'Si quelqu’un est en danger.', en: 'If somebody is in danger.' } }
const bank: Told = { name: '—', what: { it: 'Prima di tutto la tua banca: chiedi di bloccare il pagamento. Nelle prime ore spesso si può.', fr: 'D’abord votre banque : demandez le blocage du paiement. Dans les premières heures c’est souvent possible.', en: 'First your bank: ask it to stop the payment. In the first hours it often can.' } }

const italy: readonly Told[] = [
  { name: 'Polizia Postale', href: 'https://www.commissariatodips.it', what: { it: 'Per la denuncia e per i consigli.', fr: 'Pour la plainte et les conseils.', en: 'For the complaint and for advice.' } },
  { name: 'CSIRT Italia', href: 'https://segnalazioni.acn.gov.it', what: { it: 'Per gli enti e le imprese: la notifica all’Agenzia per la cybersicurezza.', fr: 'Pour les organismes et les entreprises : la notification à l’agence italienne.', en: 'For bodies and firms: the notification to the Italian agency.' } },
]
const france: readonly Told[] = [
  { name: '17Cyber', href: 'https://17cyber.gouv.fr', what: { it: 'Per tutti: consigli e contatto con la polizia, giorno e notte.', fr: 'Pour tous : des conseils et un échange avec la police, jour et nuit.', en: 'For everyone: advice and a talk with the police, day and night.' } },
  { name: 'CERT Santé', href: 'https://signalement.social-sante.gouv.fr', what: { it: 'Per ospedali e strutture sanitarie.', fr: 'Pour les hôpitaux et les établissements de santé.', en: 'For hospitals and health establishments.' } },
  { name: 'CERT-FR', phone: '3218', href: 'https://www.cert.ssi.gouv.fr', what: { it: 'Per gli enti dello Stato e gli operatori essenziali.', fr: 'Pour l’État et les opérateurs essentiels.', en: 'For the State and essential operators.' } },
]

export function helpersOf(country: 'IT' | 'FR', situation: Guided, lang: Lang): Helper[] {
  const all = [...(situation === 'fraud' ? [{ ...bank, name: { it: 'La tua banca', fr: 'Votre banque', en: 'Your bank' }[lang] }] : []), ...(country === 'IT' ? italy : france), danger]
  return all.map(({ what, ...one }) => ({ ...one, what: what[lang] }))
}

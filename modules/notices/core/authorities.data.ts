/** Who else to turn to, by country: their own addresses, and only numbers that are the same for everyone. What each must be told, and by when, is the obligations' business. */
import type { Lang } from '#platform/contract/index.ts'
import type { EmergencyView } from '../contract-public.ts'

type Authority = { readonly name: string; readonly href?: string; readonly phone?: string; readonly what: Readonly<Record<Lang, string>> }

const danger: Authority = {
  name: '112', phone: '112',
  what: { it: 'Se c’è un pericolo per le persone: giorno e notte, in tutta Europa.', fr: 'En cas de danger pour des personnes\u202f: jour et nuit, partout en Europe.', en: 'If people are in danger: day and night, all over Europe.' },
}

const byCountry: Readonly<Record<'IT' | 'FR', readonly Authority[]>> = {
  IT: [
    danger,
    { name: 'CSIRT Italia', href: 'https://www.csirt.gov.it/', what: { it: 'Le notifiche di incidente dovute per legge, e quelle volontarie.', fr: 'Les notifications d’incident exigées par la loi, et les volontaires.', en: 'Incident notifications required by law, and voluntary ones.' } },
    { name: 'Polizia Postale', href: 'https://www.commissariatodips.it/', what: { it: 'La denuncia del reato.', fr: 'La plainte.', en: 'Reporting the crime.' } },
    { name: 'Garante per la protezione dei dati personali', href: 'https://servizi.gpdp.it/', what: { it: 'Le violazioni di dati personali: di solito entro 72 ore.', fr: 'Les violations de données personnelles\u202f: en général sous 72\u00a0heures.', en: 'Personal data breaches: as a rule within 72 hours.' } },
  ],
  FR: [
    danger,
    { name: '17Cyber', href: 'https://17cyber.gouv.fr/', what: { it: 'Aiuto e denuncia. Per l’assicurazione la denuncia va fatta entro 72 ore.', fr: 'L’aide et la plainte. Pour l’assurance, portez plainte sous 72\u00a0heures.', en: 'Help, and reporting the crime. For insurance, report it within 72 hours.' } },
    { name: 'CERT-FR', href: 'https://www.cert.ssi.gouv.fr/', phone: '3218', what: { it: 'Le notifiche di incidente all’ANSSI.', fr: 'Les notifications d’incident à l’ANSSI.', en: 'Incident notifications to ANSSI.' } },
    { name: 'CNIL', href: 'https://notifications.cnil.fr/', what: { it: 'Le violazioni di dati personali: di solito entro 72 ore.', fr: 'Les violations de données personnelles\u202f: en général sous 72\u00a0heures.', en: 'Personal data breaches: as a rule within 72 hours.' } },
  ],
}

const ombudsmen = {
  IT: { name: 'Difensore civico per il digitale', href: 'https://www.agid.gov.it/it/agenzia/difensore-civico-per-il-digitale' },
  FR: { name: 'Défenseur des droits', href: 'https://www.defenseurdesdroits.fr/' },
} as const

export const authoritiesOf = (country: 'IT' | 'FR', lang: Lang): EmergencyView['contacts'] => byCountry[country].map(({ what, ...one }) => ({ ...one, what: what[lang] }))
/** Who answers when a centre does not listen about accessibility. */
export const ombudsmanOf = (country: 'IT' | 'FR') => ombudsmen[country]

/** What every coordinator reads at once when somebody is given emergency access. */
import type { Lang } from '#platform/contract/index.ts'
import type { Untold } from './store/emergencies.ts'

type Words = { readonly subject: string; text(facts: { who: string; role: string; by: string; until: string; reason: string; link: string }): string; readonly roles: Readonly<Record<Untold['role'], string>>; readonly server: string }
const words: Readonly<Record<Lang, Words>> = {
  it: {
    subject: 'Accesso di emergenza', roles: { coordinator: 'coordinatore', analyst: 'analista' }, server: 'chi gestisce il server',
    text: ({ who, role, by, until, reason, link }) => `${who} ha un accesso di emergenza come ${role}, fino a ${until}.\nL’ha dato: ${by}.\nMotivo: ${reason}\n\nSe non te l’aspetti, toglilo subito. Il rendiconto lo chiude un altro coordinatore:\n${link}\n`,
  },
  fr: {
    subject: 'Accès d’urgence', roles: { coordinator: 'coordinateur', analyst: 'analyste' }, server: 'la personne qui gère le serveur',
    text: ({ who, role, by, until, reason, link }) => `${who} a un accès d’urgence comme ${role}, jusqu’à ${until}.\nDonné par\u202f: ${by}.\nMotif\u202f: ${reason}\n\nSi vous ne vous y attendez pas, retirez-le aussitôt. Un autre coordinateur clôt le compte rendu\u202f:\n${link}\n`,
  },
  en: {
    subject: 'Emergency access', roles: { coordinator: 'coordinator', analyst: 'analyst' }, server: 'whoever runs the server',
    text: ({ who, role, by, until, reason, link }) => `${who} has emergency access as ${role}, until ${until}.\nGiven by: ${by}.\nReason: ${reason}\n\nIf you did not expect this, end it at once. Another coordinator closes the report:\n${link}\n`,
  },
}

export function emergencyMail({ id, person, role, reason, givenBy, until }: Untold, { lang, timeZone, publicUrl }: { readonly lang: Lang; readonly timeZone: string; readonly publicUrl: string }): { subject: string; text: string } {
  const w = words[lang]
  const when = new Intl.DateTimeFormat(lang, { dateStyle: 'medium', timeStyle: 'short', timeZone }).format(until)
  return { subject: `${w.subject}: ${person}`, text: w.text({ who: person, role: w.roles[role], by: givenBy ?? w.server, until: when, reason, link: `${publicUrl}/console/emergencies/${id}` }) }
}

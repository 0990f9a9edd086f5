/** What stands in the mails. Plain text, sentences of at most twenty words. */
import type { Lang, Trilingual } from '#platform/contract/index.ts'

export type Texts = {
  readonly demo: string
  readonly subject: { readonly one: (line: string) => string; readonly many: (bodies: string, n: number) => string; readonly week: (bodies: string, n: number) => string }
  readonly more: (n: number) => string
  readonly opened: (ref: string, title: string) => string
  readonly confirmed: (ref: string) => string
  readonly moved: (ref: string, state: string) => string
  readonly question: (ref: string, provider: string) => string
  readonly deadline: (ref: string, when: string) => string
  readonly consent: (what: string, when: string) => string
  readonly page: string
  readonly watched: (said: string) => string
  readonly changes: (n: number) => string
  readonly because: (role: string, body: string) => string
  readonly choose: (link: string) => string
  readonly required: string
  readonly sign: (centre: string) => string
}

export const texts: Readonly<Record<Lang, Texts>> = {
  it: {
    demo: 'DIMOSTRAZIONE: niente di questo è vero.\n\n',
    subject: { one: (line) => line, many: (bodies, n) => `${bodies}: novità (${n})`, week: (bodies, n) => `${bodies}: riepilogo della settimana (${n})` },
    more: (n) => `e altri (${n})`,
    opened: (ref, title) => `${ref}: è aperto un caso. ${title}`, confirmed: (ref) => `${ref}: l’ente ha confermato di essere colpito.`,
    moved: (ref, state) => `${ref}: il caso è cambiato. Ora: ${state}.`, question: (ref, provider) => `${ref}: manca la risposta alla domanda su ${provider}. Basta un minuto.`,
    deadline: (ref, when) => `${ref}: un termine di legge scade ${when}.`, consent: (what, when) => `L’autorizzazione «${what}» finisce ${when}. Se serve ancora, datene una nuova.`,
    page: 'La pagina pubblica dell’ente è cambiata.', watched: (said) => `La settimana dei log: ${said}`, changes: (n) => ` (cambiamenti: ${n})`,
    because: (role, body) => `Ricevete questo messaggio perché ${role} di ${body}.`,
    choose: (link) => `Per scegliere che cosa ricevere, o smettere, senza account:\n${link}`,
    required: 'Quello che la legge o una domanda aperta richiedono arriva comunque.', sign: (centre) => `${centre}\n`,
  },
  fr: {
    demo: 'DÉMONSTRATION : rien de ceci n’est vrai.\n\n',
    subject: { one: (line) => line, many: (bodies, n) => `${bodies} : du nouveau (${n})`, week: (bodies, n) => `${bodies} : le point de la semaine (${n})` },
    more: (n) => `et d’autres (${n})`,
    opened: (ref, title) => `${ref} : un dossier est ouvert. ${title}`, confirmed: (ref) => `${ref} : la collectivité a confirmé être touchée.`,
    moved: (ref, state) => `${ref} : le dossier a évolué. À présent : ${state}.`, question: (ref, provider) => `${ref} : la question sur ${provider} attend une réponse. Une minute suffit.`,
    deadline: (ref, when) => `${ref} : une échéance légale arrive ${when}.`, consent: (what, when) => `L’autorisation « ${what} » prend fin ${when}. Si elle reste utile, donnez-en une nouvelle.`,
    page: 'La page publique de la collectivité a changé.', watched: (said) => `La semaine des journaux : ${said}`, changes: (n) => ` (changements : ${n})`,
    because: (role, body) => `Vous recevez ce message parce que ${role} de ${body}.`,
    choose: (link) => `Pour choisir ce que vous recevez, ou arrêter, sans compte :\n${link}`,
    required: 'Ce que la loi ou une question ouverte exigent arrive dans tous les cas.', sign: (centre) => `${centre}\n`,
  },
  en: {
    demo: 'DEMONSTRATION: nothing of this is true.\n\n',
    subject: { one: (line) => line, many: (bodies, n) => `${bodies}: news (${n})`, week: (bodies, n) => `${bodies}: the week in short (${n})` },
    more: (n) => `and others (${n})`,
    opened: (ref, title) => `${ref}: a case is open. ${title}`, confirmed: (ref) => `${ref}: the body has confirmed that it is hit.`,
    moved: (ref, state) => `${ref}: the case has moved. Now: ${state}.`, question: (ref, provider) => `${ref}: the question about ${provider} still waits. One minute is enough.`,
    deadline: (ref, when) => `${ref}: a legal deadline falls on ${when}.`, consent: (what, when) => `The permission “${what}” ends on ${when}. If it is still needed, give a new one.`,
    page: 'The body’s public page has changed.', watched: (said) => `The week of the logs: ${said}`, changes: (n) => ` (changes: ${n})`,
    because: (role, body) => `You receive this because ${role} of ${body}.`,
    choose: (link) => `To choose what you receive, or to stop, without an account:\n${link}`,
    required: 'What law or an open question asks for comes all the same.', sign: (centre) => `${centre}\n`,
  },
}

/** "because …": what the recipient is at the body. */
export const roleWords: Readonly<Record<string, Trilingual>> = {
  incident: { it: 'siete il contatto per gli incidenti', fr: 'vous êtes le contact pour les incidents', en: 'you are the contact for incidents' },
  security: { it: 'siete il contatto per la sicurezza', fr: 'vous êtes le contact pour la sécurité', en: 'you are the contact for security' },
  it: { it: 'siete il contatto per l’informatica', fr: 'vous êtes le contact pour l’informatique', en: 'you are the contact for computers' },
  digital_transition: { it: 'siete il responsabile per la transizione digitale', fr: 'vous êtes responsable de la transition numérique', en: 'you are responsible for the digital transition' },
  dpo: { it: 'siete il responsabile della protezione dei dati', fr: 'vous êtes délégué à la protection des données', en: 'you are the data protection officer' },
  secretary: { it: 'siete il contatto della segreteria', fr: 'vous êtes le contact du secrétariat', en: 'you are the contact of the secretary' },
  admin: { it: 'amministrate lo spazio', fr: 'vous administrez l’espace', en: 'you administer the space' },
  member: { it: 'lavorate nello spazio', fr: 'vous travaillez dans l’espace', en: 'you work in the space' },
  provider: { it: 'siete il referente', fr: 'vous êtes le référent', en: 'you are the contact person' },
  other: { it: 'siete un contatto', fr: 'vous êtes un contact', en: 'you are a contact' },
}

export const stateWords: Readonly<Record<string, Trilingual>> = {
  open: { it: 'aperto', fr: 'ouvert', en: 'open' }, contained: { it: 'contenuto', fr: 'contenu', en: 'contained' },
  recovering: { it: 'in ripresa', fr: 'en reprise', en: 'recovering' }, closed: { it: 'chiuso', fr: 'clos', en: 'closed' },
}
export const observedWords: Readonly<Record<string, Trilingual>> = {
  down: { it: 'servizi fermi', fr: 'services arrêtés', en: 'services down' }, degraded: { it: 'servizi limitati', fr: 'services limités', en: 'services limited' },
  working: { it: 'servizi di nuovo attivi', fr: 'services rétablis', en: 'services back' }, unknown: { it: '', fr: '', en: '' },
}
export const consentWords: Readonly<Record<string, Trilingual>> = {
  scan: { it: 'Controlli dall’esterno', fr: 'Contrôles depuis l’extérieur', en: 'Checks from outside' }, logs: { it: 'Lettura dei log', fr: 'Lecture des journaux', en: 'Reading of logs' },
  notices: { it: 'Avvisi di sicurezza', fr: 'Avis de sécurité', en: 'Security notices' }, sharing: { it: 'Condivisione dei dati', fr: 'Partage de données', en: 'Sharing of data' }, contact: { it: 'Contatto diretto', fr: 'Contact direct', en: 'Direct contact' },
}

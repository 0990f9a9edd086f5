/** What the register of requests keeps, for how long, and why. */
import type { RetentionRule } from '#platform/retention.ts'
import { deleteRequests, dueRequests } from './store/requests-store.ts'

export const ownRules: readonly RetentionRule[] = [
  {
    id: 'retention.requests',
    what: { it: 'Richieste delle persone sui propri dati: chi, che cosa, com’è finita', fr: 'Demandes des personnes sur leurs données : qui, quoi, quelle suite', en: 'Requests of people about their data: who, what, what came of it' },
    where: ['retention.request'], fate: 'deleted', term: { years: 5 }, from: { it: 'la chiusura della richiesta', fr: 'la clôture de la demande', en: 'the closing of the request' },
    why: { it: 'Cinque anni in cui si può dover provare di aver risposto. Chi ha chiesto è sigillato. GDPR art. 5(2).', fr: 'Cinq ans pendant lesquels il peut falloir prouver que l’on a répondu. L’identité est scellée. RGPD art. 5(2).', en: 'Five years in which one may have to prove that one answered. Who asked is sealed. GDPR art. 5(2).' },
    purge: { due: dueRequests, remove: deleteRequests },
  },
  {
    id: 'retention.notice',
    what: { it: 'Informativa per il pubblico: testi del centro e chi li ha cambiati', fr: 'Information du public : textes du centre et qui les a modifiés', en: 'Privacy notice for the public: words of the centre and who changed them' },
    where: ['retention.notice'], fate: 'kept', term: null, from: null,
    why: { it: 'Il testo è pubblico. Chi lo ha cambiato sta per codice, come nel registro.', fr: 'Le texte est public. Qui l’a modifié figure par code, comme dans le journal.', en: 'The text is public. Who changed it stands by id, as in the audit log.' },
  },
]

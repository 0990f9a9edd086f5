/** How long study and the research room keep what they have. */
import type { RetentionRule } from '#platform/retention.ts'
import { deleteExtracts, deleteRequests, dueExtracts, dueRequests } from '../store/room-store.ts'

export const studyRetention: readonly RetentionRule[] = [
  {
    id: 'observatory.study', what: { it: 'Studi salvati, quanti enti e imprese ci sono, e conteggi con rumore già dati', fr: 'Études enregistrées, combien il y a de collectivités et d’entreprises, et comptages bruités déjà donnés', en: 'Saved studies, how many bodies and firms there are, and counts with noise that were given' },
    where: ['observatory.study', 'observatory.study_version', 'observatory.denominator', 'observatory.noise_budget'], fate: 'kept', term: null, from: null,
    why: { it: 'Una versione citata deve restare. Sono numeri, con il nome di chi li ha salvati. GDPR art. 89.', fr: 'Une version citée doit rester. Ce sont des nombres, avec le nom de qui les a enregistrés. RGPD art. 89.', en: 'A version that is cited must stay. They are numbers, with the name of who saved them. GDPR art. 89.' },
  },
  {
    id: 'observatory.room_extracts', what: { it: 'Righe preparate per una ricerca, e la chiave dei loro pseudonimi', fr: 'Lignes préparées pour une recherche, et la clé de leurs pseudonymes', en: 'Rows made for research, and the key of their pseudonyms' },
    where: ['observatory.room_extract'], fate: 'deleted', term: { minutes: 0 }, from: { it: 'il termine concesso', fr: 'le terme accordé', en: 'the end that was granted' },
    why: { it: 'Servono fino al termine della ricerca. GDPR art. 5(1)(e) e 89.', fr: 'Elles servent jusqu’au terme de la recherche. RGPD art. 5(1)(e) et 89.', en: 'They serve until the end of the research. GDPR art. 5(1)(e) and 89.' },
    purge: { due: dueExtracts, remove: deleteExtracts },
  },
  {
    id: 'observatory.room_requests', what: { it: 'Richieste di ricercatori, con chi ha scaricato e quando', fr: 'Demandes de chercheurs, avec qui a téléchargé et quand', en: 'Requests of researchers, with who downloaded and when' },
    where: ['observatory.room_request', 'observatory.room_download'], fate: 'deleted', term: { years: 5 }, from: { it: 'il termine concesso, o la decisione', fr: 'le terme accordé, ou la décision', en: 'the end that was granted, or the decision' },
    why: { it: 'Cinque anni per mostrare a chi sono andati i dati e perché. GDPR art. 5(2).', fr: 'Cinq ans pour montrer à qui sont allées les données et pourquoi. RGPD art. 5(2).', en: 'Five years to show to whom data went and why. GDPR art. 5(2).' },
    purge: { due: dueRequests, remove: deleteRequests },
  },
]

/** What coordination holds about a person. */
import type { SubjectPlace } from '#platform/db/subject.ts'
import { deleteReaches, deleteTurns, findReaches, findSignatures, findTurns } from './store/subject-store.ts'

export const subjectPlaces: readonly SubjectPlace[] = [
  {
    id: 'coordination.reach', fate: 'deleted', tables: ['coordination.reach'], find: findReaches, erase: deleteReaches,
    what: { it: 'Altri modi per raggiungere un contatto', fr: 'Autres moyens de joindre un contact', en: 'Other ways to reach a contact' },
  },
  {
    id: 'coordination.on_call', fate: 'deleted', tables: ['coordination.on_call'], find: findTurns, erase: deleteTurns,
    what: { it: 'Turni di reperibilità', fr: 'Tours d’astreinte', en: 'Turns on call' },
  },
  {
    id: 'coordination.signed', fate: 'kept', ground: 'archive', tables: ['coordination.consent', 'coordination.card', 'coordination.claim', 'coordination.profile'], find: findSignatures,
    what: { it: 'Autorizzazioni firmate e tessere ricevute', fr: 'Autorisations signées et cartes reçues', en: 'Permissions signed and cards received' },
  },
]

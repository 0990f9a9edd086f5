/** What coordination holds about a person. */
import type { SubjectPlace } from '#platform/db/subject.ts'
import { deleteFeeds, deleteReaches, deleteTurns, emptyResponders, findFeeds, findReaches, findResponders, findSignatures, findTurns } from './store/subject-store.ts'

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
    id: 'coordination.signed', fate: 'kept', ground: 'archive', tables: ['coordination.consent', 'coordination.card', 'coordination.claim', 'coordination.profile', 'coordination.referral'], find: findSignatures,
    what: { it: 'Autorizzazioni firmate e tessere ricevute', fr: 'Autorisations signées et cartes reçues', en: 'Permissions signed and cards received' },
  },
  {
    id: 'coordination.feeds', fate: 'deleted', tables: ['coordination.roster_feed'], find: findFeeds, erase: deleteFeeds,
    what: { it: 'Calendari dei turni', fr: 'Calendriers des tours', en: 'Calendars of turns' },
  },
  {
    id: 'coordination.responders', fate: 'emptied', tables: ['coordination.responder'], find: findResponders, erase: emptyResponders,
    what: { it: 'Recapiti di uno specialista', fr: 'Coordonnées d’un prestataire', en: 'How to reach a responder' },
  },
]

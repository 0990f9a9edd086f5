/** What of sharing is kept for how long. */
import type { RetentionRule } from '#platform/retention.ts'
import * as store from './store/retention-store.ts'

export const retention: readonly RetentionRule[] = [
  {
    id: 'sharing.statuses',
    what: { it: 'Che cosa ne è stato degli oggetti inviati da altri', fr: 'Ce que sont devenus les objets envoyés par d’autres', en: 'What became of objects that others sent' },
    where: ['sharing.status'], fate: 'deleted', term: { days: 30 }, from: { it: 'l’invio', fr: 'l’envoi', en: 'the sending' },
    why: { it: 'Trenta giorni perché chi invia possa guardare. Vi sono solo identificativi.', fr: 'Trente jours pour que l’expéditeur puisse regarder. Il n’y a que des identifiants.', en: 'Thirty days so that whoever sends can look. There are only identifiers in them.' },
    purge: { due: store.dueStatuses, remove: store.deleteStatuses },
  },
  {
    id: 'sharing.conflicts',
    what: { it: 'Oggetti arrivati con un altro contenuto, dopo la decisione', fr: 'Objets arrivés avec un autre contenu, après la décision', en: 'Objects that came with another content, once decided' },
    where: ['sharing.conflict'], fate: 'deleted', term: { years: 2 }, from: { it: 'la decisione', fr: 'la décision', en: 'the decision' },
    why: { it: 'Due anni per spiegare quale contenuto è stato scelto. GDPR art. 5(2).', fr: 'Deux ans pour expliquer quel contenu a été choisi. RGPD art. 5(2).', en: 'Two years to explain which content was chosen. GDPR art. 5(2).' },
    purge: { due: store.dueConflicts, remove: store.deleteConflicts },
  },
  {
    id: 'sharing.objects',
    what: { it: 'Oggetti STIX scambiati con altri centri, raccolte, gruppi e partner', fr: 'Objets STIX échangés avec d’autres centres, collections, groupes et partenaires', en: 'STIX objects exchanged with other centres, collections, groups and peers' },
    where: ['sharing.object', 'sharing.value', 'sharing.tombstone', 'sharing.collection', 'sharing.sharing_group', 'sharing.member', 'sharing.peer', 'sharing.pull', 'sharing.push', 'sharing.feed_event', 'sharing.choice', 'sharing.gift', 'sharing.standing'], fate: 'kept', term: null, from: null,
    why: { it: 'Restano finché chi li ha dati, o il centro, li cancella: chi li ha letti vi fa riferimento. GDPR art. 6(1)(e).', fr: 'Ils restent tant que celui qui les a donnés, ou le centre, ne les efface pas : ceux qui les ont lus s’y réfèrent. RGPD art. 6(1)(e).', en: 'They stay until whoever gave them, or the centre, deletes them: who has read them refers to them. GDPR art. 6(1)(e).' },
  },
]

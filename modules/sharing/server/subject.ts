/** What sharing holds about a person: who of the centre set things up. Objects of others tell of attacks and are looked up by hand. */
import type { SubjectPlace } from '#platform/db/subject.ts'
import { findWork } from './store/retention-store.ts'

export const subjectPlaces: readonly SubjectPlace[] = [
  {
    id: 'sharing.work', fate: 'kept', ground: 'archive', find: findWork, tables: ['sharing.sharing_group', 'sharing.peer', 'sharing.collection', 'sharing.tombstone', 'sharing.conflict', 'sharing.choice', 'sharing.gift'],
    what: { it: 'Lavoro fatto su raccolte, gruppi e partner', fr: 'Travail fait sur les collections, groupes et partenaires', en: 'Work done on collections, groups and peers' },
  },
]

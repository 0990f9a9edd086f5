/** What the public side holds about a person. */
import type { SubjectPlace } from '#platform/db/subject.ts'
import { deleteFollows, findFollows, findSigned } from './store/subject-store.ts'

export const subjectPlaces: readonly SubjectPlace[] = [
  {
    id: 'notices.subscriptions', fate: 'deleted', tables: ['notices.subscription'], find: findFollows, erase: deleteFollows,
    what: { it: 'Iscrizioni alle novità di un ente', fr: 'Abonnements aux nouvelles d’une collectivité', en: 'Subscriptions to the news of a body' },
  },
  {
    id: 'notices.signed', fate: 'kept', ground: 'archive', tables: ['notices.notice', 'notices.notice_version', 'notices.service_claim', 'notices.webhook'], find: findSigned,
    what: { it: 'Avvisi che la persona ha confermato', fr: 'Informations que la personne a confirmées', en: 'Notices that the person has confirmed' },
  },
]

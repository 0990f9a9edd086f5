/** People in study and the research room: who worked on it, who asked, whose names stand in a request. */
import type { SubjectPlace } from '#platform/db/subject.ts'
import { findPeople, findStudyWork } from '../store/study-subject-store.ts'

export const studySubjects: readonly SubjectPlace[] = [
  {
    id: 'observatory.study_work', fate: 'kept', ground: 'archive', find: findStudyWork, tables: ['observatory.study_version', 'observatory.denominator'],
    what: { it: 'Studi e numeri salvati', fr: 'Études et nombres enregistrés', en: 'Studies and numbers that were saved' },
  },
  {
    id: 'observatory.room_people', fate: 'kept', ground: 'by_its_term', find: findPeople, tables: ['observatory.room_request', 'observatory.room_extract', 'observatory.room_download'],
    what: { it: 'Richieste di dati per ricerca, e chi le ha scaricate', fr: 'Demandes de données de recherche, et qui les a téléchargées', en: 'Requests for research data, and who downloaded them' },
  },
]

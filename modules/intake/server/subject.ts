/** What the desk holds about a person. */
import type { SubjectPlace } from '#platform/db/subject.ts'
import { eraseReports, findReports, findWork } from './store/subject-store.ts'

export const subjectPlaces: readonly SubjectPlace[] = [
  {
    id: 'intake.reports', fate: 'deleted', find: findReports, erase: eraseReports, tables: ['intake.report', 'intake.contact', 'intake.signal', 'intake.attachment'],
    what: { it: 'Segnalazioni: recapiti, parole, originali', fr: 'Signalements : coordonnées, textes, originaux', en: 'Reports: how to reach the person, words, originals' },
  },
  {
    id: 'intake.work', fate: 'kept', ground: 'archive', find: findWork, tables: ['intake.entry', 'intake.merge', 'intake.import', 'intake.source'],
    what: { it: 'Lavoro fatto sulle segnalazioni', fr: 'Travail fait sur les signalements', en: 'Work done on reports' },
  },
]

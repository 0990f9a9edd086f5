/** How long the yearly reports are kept, and whose work stands in them. */
import type { SubjectPlace } from '#platform/db/subject.ts'
import type { RetentionRule } from '#platform/retention.ts'
import { findReportWork } from '../store/report-subject-store.ts'

export const reportRetention: readonly RetentionRule[] = [
  {
    id: 'observatory.reports',
    what: { it: 'Rapporti annuali: che cosa il centro vi ha scritto, edizioni, documenti', fr: 'Rapports annuels : ce que le centre y a écrit, éditions, documents', en: 'Yearly reports: what the centre wrote in them, editions, documents' },
    where: ['observatory.report', 'observatory.report_edition', 'observatory.report_document'], fate: 'kept', term: null, from: null,
    why: { it: 'Un rapporto citato deve restare. Sono numeri, con il nome di chi li ha scritti e pubblicati. GDPR art. 5(1)(b) e 89.', fr: 'Un rapport cité doit rester. Ce sont des nombres, avec le nom de qui les a écrits et publiés. RGPD art. 5(1)(b) et 89.', en: 'A report that is cited must stay. They are numbers, with the name of who wrote and published them. GDPR art. 5(1)(b) and 89.' },
  },
]
export const reportSubjects: readonly SubjectPlace[] = [
  {
    id: 'observatory.report_work', fate: 'kept', ground: 'archive', find: findReportWork, tables: ['observatory.report', 'observatory.report_edition', 'observatory.report_document'],
    what: { it: 'Rapporti annuali scritti o pubblicati', fr: 'Rapports annuels écrits ou publiés', en: 'Yearly reports that were written or published' },
  },
]

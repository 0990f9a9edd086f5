/** What cases hold about a person. Whoever stands in a piece of evidence is not found by a machine. */
import type { SubjectPlace } from '#platform/db/subject.ts'
import { emptyAnswers, eraseMessages, findActs, findAnswers, findMessages } from './store/subject-store.ts'

export const subjectPlaces: readonly SubjectPlace[] = [
  {
    id: 'cases.contacts', fate: 'emptied', tables: ['cases.question', 'cases.case'], find: findAnswers, erase: emptyAnswers,
    what: { it: 'Domande e risposte su un caso', fr: 'Questions et réponses sur un dossier', en: 'Questions and answers about a case' },
  },
  {
    id: 'cases.messages', fate: 'emptied', tables: [], find: findMessages, erase: eraseMessages,
    what: { it: 'Messaggi su un caso', fr: 'Messages sur un dossier', en: 'Messages about a case' },
  },
  {
    id: 'cases.acts', fate: 'kept', ground: 'archive', find: findActs, tables: ['cases.timeline', 'cases.decision', 'cases.report', 'cases.custody', 'cases.condition', 'cases.task', 'cases.evidence', 'cases.kept'],
    what: { it: 'Ciò che la persona ha fatto nei casi', fr: 'Ce que la personne a fait dans les dossiers', en: 'What the person did in cases' },
  },
]

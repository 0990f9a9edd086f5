/** What the playbooks keep, and what goes with the case on which they were done. */
import type { RetentionRule } from '#platform/retention.ts'
import { deleteRuns, dueRuns } from './store.ts'

export const retention: readonly RetentionRule[] = [
  {
    id: 'playbooks.runs',
    what: { it: 'Procedure svolte sui casi chiusi: risposte, e chi le ha date', fr: 'Procédures suivies sur les dossiers clos : réponses, et qui les a données', en: 'Playbooks done on closed cases: answers, and who gave them' },
    where: ['playbooks.run', 'playbooks.step_task'],
    fate: 'deleted',
    term: { years: 5 },
    from: { it: 'la chiusura del caso e del suo caso principale, o l’inizio della procedura se è dopo', fr: 'la clôture du dossier et de son dossier principal, ou le début de la procédure s’il est postérieur', en: 'the closing of the case and of its main case, or the start of the playbook when that is later' },
    why: { it: 'Cinque anni in cui si può rispondere di quello che si è fatto, come per i testi del caso (art. 2947 c.c.; art. 2224 code civil).', fr: 'Cinq ans pendant lesquels on peut répondre de ce qui a été fait, comme pour les textes du dossier (art. 2224 du code civil ; art. 2947 c.c. italien).', en: 'Five years in which one may have to answer for what was done, as for the texts of the case (art. 2947 of the Italian and art. 2224 of the French civil code).' },
    purge: { due: dueRuns, remove: (tx, due) => deleteRuns(tx, due) },
  },
  {
    id: 'playbooks.library',
    what: { it: 'Procedure operative, anche ritirate, e chi le ha importate', fr: 'Procédures, même retirées, et qui les a importées', en: 'Playbooks, withdrawn ones too, and who imported them' },
    where: ['playbooks.playbook'],
    fate: 'kept',
    term: null,
    from: null,
    why: { it: 'Sono il metodo di lavoro del centro; non riguardano persone. Una ritirata spiega i casi su cui è stata usata.', fr: 'Ce sont les méthodes de travail du centre ; elles ne concernent pas de personnes. Une procédure retirée explique les dossiers où elle a servi.', en: 'They are how the centre works, and about no people. A withdrawn one explains the cases on which it was used.' },
  },
]

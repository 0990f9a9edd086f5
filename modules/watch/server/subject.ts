/** What the watch holds about a person. The bodies are the controllers of their logs: the centre answers for them and deletes by the term of each source. */
import type { SubjectPlace } from '#platform/db/subject.ts'
import { findAlerts, findHuntLines, findSteps, findWork } from './store/subject-store.ts'

export const subjectPlaces: readonly SubjectPlace[] = [
  {
    id: 'watch.alerts', fate: 'kept', ground: 'by_its_term', find: findAlerts, tables: ['watch.alert', 'watch.alert_indicator', 'watch.sample'],
    what: { it: 'Allarmi che nominano l’utente, con le loro righe di log', fr: 'Alertes de détection qui nomment le compte, avec leurs lignes de journaux', en: 'Alerts that name the account, with their log lines' },
  },
  {
    id: 'watch.hunt_lines', fate: 'kept', ground: 'by_its_term', find: findHuntLines, tables: ['watch.hunt_sample'],
    what: { it: 'Righe di log trovate da una ricerca all’indietro, che nominano la persona', fr: 'Lignes de journaux trouvées par une recherche rétrospective, qui nomment la personne', en: 'Log lines that a look back found and that name the person' },
  },
  {
    id: 'watch.steps', fate: 'kept', ground: 'by_its_term', find: findSteps, tables: ['watch.step'],
    what: { it: 'Eventi che le correlazioni leggono, che nominano la persona; per pochi giorni', fr: 'Événements que lisent les corrélations et qui nomment la personne, pour quelques jours', en: 'Events that correlations read and that name the person, for some days' },
  },
  {
    id: 'watch.work', fate: 'kept', ground: 'archive', find: findWork, tables: ['watch.source', 'watch.suppression', 'watch.rule', 'watch.rule_event', 'watch.import', 'watch.tuning', 'watch.hunt', 'watch.list', 'watch.list_version', 'watch.withdrawn', 'watch.campaign'],
    what: { it: 'Lavoro fatto su fonti, regole e allarmi', fr: 'Travail fait sur les sources, règles et alertes', en: 'Work done on sources, rules and alerts' },
  },
]

/** What the catalogue holds about a person: who worked on it, and texts of sources in which the name may stand. */
import type { SubjectPlace } from '#platform/db/subject.ts'
import { findAttackWork } from './store/attack-store.ts'
import { findFeeds } from './store/feeds-store.ts'
import { findImports } from './store/imports-store.ts'
import { findTexts, findWork } from './store/subject-store.ts'

export const subjectPlaces: readonly SubjectPlace[] = [
  {
    id: 'observatory.texts', fate: 'kept', ground: 'archive', find: findTexts, tables: ['observatory.statement', 'observatory.victim', 'observatory.record'],
    what: { it: 'Testi di fonti, in cui il nome può stare', fr: 'Textes de sources, où le nom peut figurer', en: 'Texts of sources, in which the name may stand' },
  },
  {
    id: 'observatory.work', fate: 'kept', ground: 'archive', find: findWork, tables: ['observatory.entry', 'observatory.publication'],
    what: { it: 'Lavoro fatto sulle schede dell’osservatorio', fr: 'Travail fait sur les fiches de l’observatoire', en: 'Work done on entries of the observatory' },
  },
  {
    id: 'observatory.attack', fate: 'kept', ground: 'archive', find: findAttackWork, tables: ['observatory.attack_release'],
    what: { it: 'Chi ha portato o messo in uso una versione di ATT&CK', fr: 'Qui a apporté ou mis en service une version d’ATT&CK', en: 'Who brought a release of ATT&CK or took it in use' },
  },
  {
    id: 'observatory.imports', fate: 'kept', ground: 'archive', find: findImports, tables: ['observatory.import', 'observatory.mapping'],
    what: { it: 'Chi ha importato file di attacchi', fr: 'Qui a importé des fichiers d’attaques', en: 'Who imported files of attacks' },
  },
  {
    id: 'observatory.feeds', fate: 'kept', ground: 'archive', find: findFeeds, tables: ['observatory.feed'],
    what: { it: 'Chi ha aggiunto feed di attacchi', fr: 'Qui a ajouté des flux d’attaques', en: 'Who added feeds of attacks' },
  },
]

/** What the territory holds about a person. */
import type { SubjectPlace } from '#platform/db/subject.ts'
import { deleteContacts, findContacts, findImports, findStatements } from './store/subjectStore.ts'

export const subjectPlaces: readonly SubjectPlace[] = [
  {
    id: 'territory.contacts', fate: 'deleted', tables: ['territory.contact'], find: findContacts, erase: deleteContacts,
    what: { it: 'Contatto di un ente o di un fornitore', fr: 'Contact d’une collectivité ou d’un prestataire', en: 'Contact of a body or a provider' },
  },
  {
    id: 'territory.words', fate: 'kept', ground: 'archive', tables: ['territory.statement'], find: findStatements,
    what: { it: 'Dichiarazioni fatte per un ente', fr: 'Déclarations faites pour une collectivité', en: 'Statements made for a body' },
  },
  {
    id: 'territory.imports', fate: 'kept', ground: 'by_its_term', tables: ['territory.import'], find: findImports,
    what: { it: 'Registri che la persona ha caricato', fr: 'Registres que la personne a importés', en: 'Registries that the person has uploaded' },
  },
]

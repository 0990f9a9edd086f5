/** What the territory keeps, for how long, and why. */
import type { RetentionRule } from '#platform/retention.ts'
import { KEEP_DAYS, type Imports } from './imports/index.ts'
import { dueImports, emptyImports } from './store/importStore.ts'

export const retention = (imports: Pick<Imports, 'sweep'>): RetentionRule[] => [
  {
    id: 'territory.imports',
    what: { it: 'Registri caricati: file, righe rifiutate, problemi', fr: 'Registres importés : fichier, lignes refusées, problèmes', en: 'Uploaded registries: file, refused rows, problems' },
    where: ['imports/', 'territory.import'],
    fate: 'deleted',
    term: { days: KEEP_DAYS },
    from: { it: 'la fine dell’importazione', fr: 'la fin de l’import', en: 'the end of the import' },
    why: { it: 'Un mese per correggere le righe rifiutate; quello che serve è già nel territorio. GDPR art. 5(1)(c).', fr: 'Un mois pour corriger les lignes refusées ; ce qui sert est déjà dans le territoire. RGPD art. 5(1)(c).', en: 'A month to mend the refused rows; what is needed is in the territory already. GDPR art. 5(1)(c).' },
    purge: { due: dueImports, remove: (tx, due) => emptyImports(tx, due), sweep: (now) => imports.sweep(now) },
  },
  {
    id: 'territory.contacts',
    what: { it: 'Contatti di enti e fornitori', fr: 'Contacts des collectivités et des prestataires', en: 'Contacts of bodies and providers' },
    where: ['territory.contact'],
    fate: 'kept',
    term: null,
    from: null,
    why: { it: 'Servono a raggiungere l’ente in un incidente; cambiano quando si rilegge il registro o li corregge l’ente.', fr: 'Ils servent à joindre la collectivité lors d’un incident. Ils changent quand on relit le registre ou que la collectivité les corrige.', en: 'They serve to reach the body in an incident. They change when the registry is read again or the body mends them.' },
  },
]

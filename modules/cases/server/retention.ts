/** What a case keeps, for how long, and why. */
import { rm } from 'node:fs/promises'
import { system } from '#platform/contract/index.ts'
import { ownFiles } from '#platform/db/filesLock.ts'
import type { RetentionRule } from '#platform/retention.ts'
import type { Context } from './context.ts'
import {
  destroyEvidence,
  dueContacts,
  dueEvidence,
  dueMessages,
  dueTexts,
  emptyContacts,
  emptyMessages,
  emptyTexts,
  fileStates,
} from './store/retention-store.ts'
import { forget, putAside, staleUploads, storedFiles, type Stored } from './vault.ts'

const DAY_MS = 86_400_000
/** A file that no row knows may belong to a database that was put back to an earlier day: it is not moved at once. */
const UNKNOWN_DAYS = 7

const closed = {
  it: 'la chiusura del caso e di quello principale',
  fr: 'la clôture du dossier et du dossier principal',
  en: 'the closing of the case and of its main case',
}

const closedOrWritten = {
  it: `${closed.it}, o l’ultima cosa scritta nel caso`,
  fr: `${closed.fr}, ou le dernier ajout au dossier`,
  en: `${closed.en}, or the last thing written in it`,
}
const closedOrArrived = {
  it: `${closed.it}, o il suo arrivo se è successivo`,
  fr: `${closed.fr}, ou son arrivée si elle est postérieure`,
  en: `${closed.en}, or its arrival when that is later`,
}

export const retention = (context: Context): RetentionRule[] => [
  {
    id: 'cases.contacts',
    what: {
      it: 'Casi chiusi: nomi e note di chi è stato interpellato e di chi ha risposto',
      fr: 'Dossiers clos : noms et notes des personnes interrogées et de celles qui ont répondu',
      en: 'Closed cases: names and notes of who was asked and who answered',
    },
    where: ['cases.question', 'cases.case', 'cases.timeline'],
    fate: 'emptied',
    term: { years: 1 },
    from: closedOrWritten,
    why: {
      it: 'Servono a richiamare la persona finché il caso può riaprirsi; poi basta la risposta dell’ente. GDPR art. 5(1)(c) ed (e).',
      fr: 'Ils servent à rappeler la personne tant que le dossier peut rebondir ; ensuite la réponse de la collectivité suffit. RGPD art. 5(1)(c) et (e).',
      en: 'They serve to call the person back while the case may stir again; after that the body’s answer is enough. GDPR art. 5(1)(c) and (e).',
    },
    purge: { due: dueContacts, remove: (tx, due, ask) => emptyContacts(tx, due, ask.now) },
  },
  {
    id: 'cases.messages',
    what: {
      it: 'Messaggi su un caso: indirizzo, oggetto e testo',
      fr: 'Messages sur un dossier : adresse, objet et texte',
      en: 'Messages about a case: address, subject and text',
    },
    where: ['platform.delivery'],
    fate: 'emptied',
    term: { years: 1 },
    from: closed,
    why: {
      it: 'Provano che l’ente è stato avvisato e con quali parole; resta che un messaggio è partito, e quando. GDPR art. 5(1)(e).',
      fr: 'Ils prouvent que la collectivité a été prévenue et en quels termes ; il reste qu’un message est parti, et quand. RGPD art. 5(1)(e).',
      en: 'They prove that the body was told, and in which words; that a message left, and when, stays. GDPR art. 5(1)(e).',
    },
    purge: { due: dueMessages, remove: (tx, due) => emptyMessages(tx, due) },
  },
  {
    id: 'cases.evidence',
    what: {
      it: 'Evidenze: il file, il suo nome e la nota',
      fr: 'Preuves : le fichier, son nom et sa note',
      en: 'Evidence: the file, its name and its note',
    },
    where: ['evidence/', 'cases.evidence', 'cases.timeline'],
    fate: 'deleted',
    term: { years: 2 },
    from: closedOrArrived,
    why: {
      it: 'Due anni per far valere l’assicurazione (art. 2952 c.c.; art. L114-1 code des assurances). Chi indaga chiede di conservare più a lungo. Impronta e catena di custodia restano.',
      fr: 'Deux ans pour faire jouer l’assurance (art. L114-1 du code des assurances ; art. 2952 c.c. italien). Qui enquête demande de conserver plus longtemps. L’empreinte et la chaîne de conservation restent.',
      en: 'Two years to claim on an insurance (art. 2952 of the Italian civil code; art. L114-1 of the French insurance code). Whoever investigates asks to keep it longer. Fingerprint and chain of custody stay.',
    },
    purge: {
      due: dueEvidence,
      remove: (tx, due, ask) => destroyEvidence(tx, due, { id: 'retention', now: ask.now }),
      sweep: (now) => sweepEvidence(context, now),
    },
  },
  {
    id: 'cases.texts',
    what: {
      it: 'Casi chiusi: cronologia, decisioni, rapporti, note e nomi di chi ha agito',
      fr: 'Dossiers clos : chronologie, décisions, rapports, notes et noms de qui a agi',
      en: 'Closed cases: timeline, decisions, reports, notes and names of who acted',
    },
    where: ['cases.case', 'cases.kept', 'cases.kept_value', 'cases.timeline', 'cases.decision', 'cases.condition', 'cases.task', 'cases.report'],
    fate: 'emptied',
    term: { years: 5 },
    from: closedOrWritten,
    why: {
      it: 'Cinque anni in cui si può rispondere di quello che si è fatto (art. 28 L. 689/1981; art. 2947 c.c.; art. 2224 code civil).',
      fr: 'Cinq ans pendant lesquels on peut répondre de ce qui a été fait (art. 2224 du code civil ; art. 28 L. 689/1981 et art. 2947 c.c. italiens).',
      en: 'Five years in which one may have to answer for what was done (art. 28 of Italian law 689/1981; art. 2947 of the Italian civil code; art. 2224 of the French civil code).',
    },
    purge: { due: dueTexts, remove: (tx, due, ask) => emptyTexts(tx, due, ask.now) },
  },
  {
    id: 'cases.frame',
    what: {
      it: 'Casi: riferimento, titolo, stati e momenti, classi, cifre, lezioni; catena di custodia',
      fr: 'Dossiers : référence, titre, états et moments, classes, chiffres, enseignements ; chaîne de conservation',
      en: 'Cases: reference, title, states and moments, classes, figures, lessons; chain of custody',
    },
    where: ['cases.case', 'cases.impact', 'cases.custody'],
    fate: 'kept',
    term: null,
    from: null,
    why: {
      it: 'Memoria del territorio e statistiche, senza persone. La catena di custodia dice chi ha avuto in mano una prova e come è finita.',
      fr: 'Mémoire du territoire et statistiques, sans personnes. La chaîne de conservation dit qui a tenu une preuve et comment elle a fini.',
      en: 'Memory of the territory and statistics, without people. The chain of custody says who held a piece of evidence and how it ended.',
    },
  },
]

/**
 * Files that their rows have let go, and uploads that were cut off. What a killed run has left is found again here, because
 * it is the rows that say what may go and not a list in somebody’s memory. A file that no row ever knew may be known to
 * another database: it is put aside, and a person decides.
 */
export async function sweepEvidence({ ground: { db, dataFolder, log } }: Context, now: Date): Promise<number> {
  let swept = 0
  let unknown = 0
  let isWhole = true
  const unknownBefore = new Date(now.getTime() - UNKNOWN_DAYS * DAY_MS)
  for await (const files of storedFiles(dataFolder)) {
    const done = await db.as(system('retention'), async (tx) => {
      if (!(await ownFiles(tx))) return undefined // a backup is copying, an upload is arriving: next time
      const states = await fileStates(
        tx,
        files.map((one) => one.sha256),
      )
      const stateOf = ({ sha256 }: Stored) => states.get(sha256.toString('hex'))
      const gone = files.filter((one) => stateOf(one) === false)
      const strange = files.filter((one) => stateOf(one) === undefined && one.changedAt < unknownBefore)
      for (const { path } of gone) await rm(path, { force: true })
      for (const one of strange) await putAside(dataFolder, one)
      return { gone: gone.length, strange: strange.length }
    })
    if (done === undefined) {
      isWhole = false
      break
    }
    swept += done.gone
    unknown += done.strange
  }
  if (unknown > 0)
    log.warn('evidence files that this database does not know were put aside in evidence/unknown: is it the right database?', { files: unknown })
  if (!isWhole) return swept
  const stale = await staleUploads(dataFolder, new Date(now.getTime() - DAY_MS))
  for (const path of stale) await forget(path)
  return swept + stale.length
}

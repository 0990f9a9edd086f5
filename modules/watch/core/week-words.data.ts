/** Words of the week of a body. For a mayor: sentences of at most twenty words, no term of the trade, and nobody to blame. */
import type { Lang } from '#platform/contract/index.ts'

export type Ask = 'silent' | 'incomplete' | 'never' | 'case' | 'broken' | 'nothing'
type Words = {
  readonly headSilent: string; readonly headFound: string; readonly headQuiet: string; readonly headNothing: string
  readonly ask: Readonly<Record<Ask, (what: string) => string>>
  readonly noSource: string; lines(n: string): string; source(label: string, n: string): string
  silentWeek(label: string): string; silentDays(label: string, days: string): string
  readonly foundNothing: string; found(n: string): string; readonly serious: string; open(n: string): string; taken(n: string): string; closed(n: string): string; cases(refs: string): string
  readonly noBefore: string; more(n: string): string; less(n: string): string; alike(n: string): string; foundBefore(n: string): string
}

export const weekWords: Readonly<Record<Lang, Words>> = {
  it: {
    headSilent: 'Una fonte ha smesso di inviare: in quei giorni il centro non ha visto nulla.', headFound: 'Il centro ha trovato qualcosa e lo segue.', headQuiet: 'È stata una settimana tranquilla.', headNothing: 'Questa settimana non è arrivato nulla da controllare.',
    ask: {
      silent: (what) => `Chiedete a chi cura il sistema perché «${what}» non invia più.`, incomplete: (what) => `Completate con il centro la scheda di «${what}»: senza, non può inviare.`, never: (what) => `Chiedete a chi cura il sistema di collegare «${what}»: non ha mai inviato.`,
      case: (what) => `Leggete il caso ${what} e rispondete al centro.`, broken: (what) => `Chiedete a chi cura il sistema di correggere l’invio di «${what}»: alcune righe hanno un difetto.`, nothing: () => 'Non dovete fare nulla.',
    },
    noSource: 'Nessuna fonte invia al centro.', lines: (n) => `Righe controllate: ${n}.`, source: (label, n) => `${label}: ${n}.`,
    silentWeek: (label) => `Da «${label}» non è arrivato nulla per tutta la settimana.`, silentDays: (label, days) => `Da «${label}» non è arrivato nulla in questi giorni: ${days}.`,
    foundNothing: 'Il centro non ha trovato nulla di sospetto.', found: (n) => `Fatti sospetti trovati: ${n}.`, serious: 'Almeno uno può essere grave.', open: (n) => `Ancora da guardare: ${n}.`, taken: (n) => `Una persona del centro se ne occupa: ${n}.`, closed: (n) => `Guardati e chiusi: ${n}.`,
    cases: (refs) => `Il centro ha aperto un caso: ${refs}.`,
    noBefore: 'Non c’è una settimana precedente con cui confrontare.', more: (n) => `È arrivato molto più della settimana prima (${n}).`, less: (n) => `È arrivato molto meno della settimana prima (${n}).`, alike: (n) => `È arrivato più o meno quanto la settimana prima (${n}).`, foundBefore: (n) => `Fatti sospetti la settimana prima: ${n}.`,
  },
  fr: {
    headSilent: 'Une source n’envoie plus : ces jours-là, le centre n’a rien vu.', headFound: 'Le centre a trouvé quelque chose et s’en occupe.', headQuiet: 'La semaine a été calme.', headNothing: 'Cette semaine, rien n’est arrivé à contrôler.',
    ask: {
      silent: (what) => `Demandez à la personne qui gère le système pourquoi « ${what} » n’envoie plus.`, incomplete: (what) => `Complétez avec le centre la fiche de « ${what} » : sans elle, rien ne part.`, never: (what) => `Demandez à la personne qui gère le système de relier « ${what} » : rien n’est encore parti.`,
      case: (what) => `Lisez le dossier ${what} et répondez au centre.`, broken: (what) => `Demandez à la personne qui gère le système de corriger l’envoi de « ${what} » : des lignes ont un défaut.`, nothing: () => 'Vous n’avez rien à faire.',
    },
    noSource: 'Aucune source n’envoie au centre.', lines: (n) => `Lignes contrôlées : ${n}.`, source: (label, n) => `${label} : ${n}.`,
    silentWeek: (label) => `Rien n’est arrivé de « ${label} » de toute la semaine.`, silentDays: (label, days) => `Rien n’est arrivé de « ${label} » ces jours-là : ${days}.`,
    foundNothing: 'Le centre n’a rien trouvé de suspect.', found: (n) => `Faits suspects trouvés : ${n}.`, serious: 'Au moins un peut être grave.', open: (n) => `Encore à examiner : ${n}.`, taken: (n) => `Une personne du centre s’en occupe : ${n}.`, closed: (n) => `Examinés et clos : ${n}.`,
    cases: (refs) => `Le centre a ouvert un dossier : ${refs}.`,
    noBefore: 'Il n’y a pas de semaine précédente à comparer.', more: (n) => `Il est arrivé beaucoup plus que la semaine précédente (${n}).`, less: (n) => `Il est arrivé beaucoup moins que la semaine précédente (${n}).`, alike: (n) => `Il est arrivé à peu près autant que la semaine précédente (${n}).`, foundBefore: (n) => `Faits suspects la semaine précédente : ${n}.`,
  },
  en: {
    headSilent: 'A source has stopped sending: on those days the centre saw nothing.', headFound: 'The centre found something and follows it.', headQuiet: 'It was a quiet week.', headNothing: 'Nothing came to be looked at this week.',
    ask: {
      silent: (what) => `Ask whoever runs the system why “${what}” sends no more.`, incomplete: (what) => `Complete the record of “${what}” with the centre: without it nothing may be sent.`, never: (what) => `Ask whoever runs the system to connect “${what}”: it has never sent anything.`,
      case: (what) => `Read case ${what} and answer the centre.`, broken: (what) => `Ask whoever runs the system to mend what “${what}” sends: some lines have a fault.`, nothing: () => 'You have nothing to do.',
    },
    noSource: 'No source sends to the centre.', lines: (n) => `Lines looked at: ${n}.`, source: (label, n) => `${label}: ${n}.`,
    silentWeek: (label) => `Nothing came from “${label}” all week.`, silentDays: (label, days) => `Nothing came from “${label}” on these days: ${days}.`,
    foundNothing: 'The centre found nothing suspicious.', found: (n) => `Suspicious things found: ${n}.`, serious: 'At least one may be serious.', open: (n) => `Still to be looked at: ${n}.`, taken: (n) => `A person of the centre looks after: ${n}.`, closed: (n) => `Looked at and closed: ${n}.`,
    cases: (refs) => `The centre opened a case: ${refs}.`,
    noBefore: 'There is no week before to compare with.', more: (n) => `Much more came than the week before (${n}).`, less: (n) => `Much less came than the week before (${n}).`, alike: (n) => `About as much came as the week before (${n}).`, foundBefore: (n) => `Suspicious things the week before: ${n}.`,
  },
}

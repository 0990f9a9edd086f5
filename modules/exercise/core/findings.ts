/** What an exercise teaches: counted from what was stored, never from the plan. */
import type { CaseFacts } from '#modules/cases/contract.ts'
import type { CurvePoint, Finding } from '../contract.ts'

export type Seen = {
  readonly tied: readonly CaseFacts[]
  readonly openedAt: Date
  /** Tied cases that had no address or telephone to be asked at. */
  readonly withoutContact: number
  readonly exceeded: number
  readonly sent: number
  readonly confirmedNotices: number
  readonly publishedNotices: number
}

export function findings(seen: Seen): Finding[] {
  const { tied } = seen
  const answered = tied.filter((one) => one.answeredAt !== null)
  const hours = answered.map((one) => (one.answeredAt!.getTime() - seen.openedAt.getTime()) / 3_600_000).sort((a, b) => a - b)
  const at = (share: number) => tenth(hours[Math.min(hours.length - 1, Math.floor(hours.length * share))])
  // Half of all that were asked: silence counts, and where fewer than half spoke there is no such hour.
  const half = tenth(hours[Math.ceil(tied.length / 2) - 1])
  const wrong = answered.filter((one) => one.answer === 'not_hit').length
  const silent = tied.length - answered.length
  const lost = tied.filter((one) => (one.dataLostDays ?? 0) > 0).length
  const list: Finding[] = [
    text('answers_half', half, 'hours', 'Metà degli enti ha risposto entro queste ore.', 'La moitié des entités a répondu dans ce délai, en heures.', 'Half of the bodies had answered within these hours.'),
    text('answers_nine_tenths', at(0.9), 'hours', 'Nove enti su dieci, tra chi ha risposto, lo hanno fatto entro queste ore.', 'Neuf entités sur dix, parmi celles qui ont répondu, l’ont fait dans ce délai, en heures.', 'Nine in ten of those that answered did so within these hours.'),
    text('silent', silent, 'bodies', 'Enti che non hanno mai risposto: provare oggi telefono ed e-mail.', 'Entités qui n’ont jamais répondu : tester dès aujourd’hui téléphone et courriel.', 'Bodies that never answered: try their telephone and email today.'),
    text('not_hit', wrong, 'bodies', 'Enti che il modello dava per colpiti e che hanno detto di no: le loro dipendenze vanno riviste.', 'Entités que le modèle disait touchées et qui ont répondu non : leurs dépendances sont à revoir.', 'Bodies that the model called hit and that said no: their dependencies need a review.'),
    text('exceeded', seen.exceeded, 'obligations', 'Adempimenti scaduti senza un invio registrato.', 'Échéances dépassées sans dépôt enregistré.', 'Obligations whose deadline passed with no filing recorded.'),
    text('sent', seen.sent, 'obligations', 'Adempimenti inviati con numero di protocollo.', 'Obligations déposées avec numéro d’accusé.', 'Obligations sent with a protocol number.'),
    text('notices', seen.confirmedNotices, 'notices', 'Avvisi confermati dall’ente.', 'Informations aux usagers confirmées par l’entité.', 'Notices confirmed by the body.'),
    text('published', seen.publishedNotices, 'notices', 'Avvisi pubblicati nell’esercitazione, dopo la seconda parola.', 'Informations aux usagers publiées dans l’exercice, après le second accord.', 'Notices published inside the exercise, after the second word.'),
    text('data_lost', lost, 'bodies', 'Enti senza i dati degli ultimi giorni prima dell’evento.', 'Entités sans les données des derniers jours avant l’événement.', 'Bodies without the data of the last days before the event.'),
  ]
  if (seen.withoutContact > 0) list.push(text('no_contact', seen.withoutContact, 'bodies', 'Enti senza un recapito per la domanda.', 'Entités sans adresse pour poser la question.', 'Bodies with no address to ask at.'))
  return list
}

const text = (code: string, value: number | null, unit: Finding['unit'], it: string, fr: string, en: string): Finding => ({ code, value, unit, text: { it, fr, en } })

const tenth = (hours: number | undefined): number | null => (hours === undefined ? null : Math.round(hours * 10) / 10)

const STEP_HOURS = 3

/** How many had answered and were back, every three hours up to the last word. */
export function curveOf(tied: readonly CaseFacts[], openedAt: Date): CurvePoint[] {
  const hoursOf = (moments: readonly (Date | null)[]) => moments.flatMap((at) => (at === null ? [] : [(at.getTime() - openedAt.getTime()) / 3_600_000]))
  const answered = hoursOf(tied.map((one) => one.answeredAt))
  const safe = hoursOf(tied.map((one) => one.reopenedSafeAt))
  const last = Math.max(0, ...answered, ...safe)
  const upTo = (hours: readonly number[], hour: number) => hours.filter((one) => one <= hour).length
  return Array.from({ length: Math.ceil(last / STEP_HOURS) + 1 }, (_, i) => i * STEP_HOURS).map((hour) => ({ hour, answered: upTo(answered, hour), safe: upTo(safe, hour) }))
}

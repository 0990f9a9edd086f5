/** Plays the plan on the real machinery, with a clock of its own. */
import type { CasesService } from '#modules/cases/contract.ts'
import type { NoticesService } from '#modules/notices/contract.ts'
import type { ObligationsService } from '#modules/obligations/contract.ts'
import type { TerritoryService } from '#modules/territory/contract.ts'
import type { fixedClock } from '#platform/clock.ts'
import { Refusal, type Actor, type Lang } from '#platform/contract/index.ts'
import type { Tx } from '#platform/db/index.ts'
import { logTexts, plan, steps, type Step } from '../core/script.ts'

export type Stage = {
  readonly territory: Pick<TerritoryService, 'seedDemo' | 'seedExercise' | 'parties'>
  readonly cases: CasesService
  readonly obligations: Pick<ObligationsService, 'decideRisk' | 'recordSent' | 'openOf' | 'statesOf'>
  readonly notices: NoticesService
  as<T>(actor: Actor, work: (tx: Tx) => Promise<T>): Promise<T>
  /** Delivers what the actions announced, here and now. */
  pump(realm: string): Promise<void>
}
type SetClock = ReturnType<typeof fixedClock>
export type Played = { mainId: string; tied: number; steps: number; obligations: number; notices: number }
/** What is told on the way. Answering `stop` ends the play after the step that was told. */
export type Told = {
  opened?(at: { mainId: string; openMs: number }): Promise<void> | void
  step(at: { hour: number; lastHour: number; done: number; steps: number }): Promise<'stop' | void> | 'stop' | void
}

const AT_ONCE = 6

export async function play(stage: Stage, clock: SetClock, by: (name: string) => Actor, input: {
  providerId: string; serviceIds?: readonly string[]; zeroAt: Date; seed: number; untilHour: number; title: string; lang: Lang; elapsedMs: () => number
  /** The same request finds the case that an interrupted play had opened. */
  requestId?: string
  /** Steps that are already done. */
  from?: number
}, told: Told): Promise<Played> {
  const at = (hour: number) => new Date(input.zeroAt.getTime() + hour * 3_600_000)
  const centre = by('centre')
  clock.set(at(0.23)) // a quarter past six: the provider's note has been read
  const started = input.elapsedMs()
  const opened = await stage.cases.open(centre, {
    providerId: input.providerId, title: input.title, occurredAt: at(0), effects: { unavailable: true, exposed: true, tampered: false },
    ...(input.serviceIds ? { serviceIds: input.serviceIds } : {}), ...(input.requestId ? { requestId: input.requestId } : {}), description: { malicious: 'yes' }, conditions: [{ kind: 'csirt', askedBy: 'CSIRT' }, { kind: 'dpa', askedBy: 'Garante' }],
  })
  await stage.pump(centre.realm)
  await told.opened?.({ mainId: opened.mainId, openMs: input.elapsedMs() - started })
  const tied = await stage.as(centre, (tx) => stage.cases.tiedOf(tx, opened.mainId))
  const partyOf = new Map(tied.map((one) => [one.id, one.partyId]))
  const cast: Cast = { centre, member: (caseId) => playedPerson('member', partyOf.get(caseId)!, centre.realm), secretary: (caseId) => playedPerson('admin', partyOf.get(caseId)!, centre.realm) }
  const notices = new Map((await stage.as(centre, (tx) => stage.notices.noticesOf(tx, tied.map((one) => one.id)))).map((one) => [one.caseId, one.id]))
  const { total } = await stage.as(centre, (tx) => stage.obligations.statesOf(tx, opened.mainId))
  // In the order of their references, which the territory gives: the same number repeats the same story.
  const inOrder = tied.toSorted((a, b) => (a.ref < b.ref ? -1 : 1)).map((one) => one.id)
  const all = steps(plan(inOrder, input.seed)).filter((step) => step.hour <= input.untilHour)

  let done = input.from ?? 0
  for (const group of quarters(all.slice(done))) {
    const hour = group.at(-1)!.hour // a word about a moment is never given before it
    clock.set(at(hour))
    for (let from = 0; from < group.length; from += AT_ONCE) {
      await Promise.all(group.slice(from, from + AT_ONCE).map((step) => act(stage, cast, opened.mainId, notices, step, at, input.lang)))
    }
    await stage.pump(centre.realm)
    done += group.length
    if ((await told.step({ hour, lastHour: all.at(-1)!.hour, done, steps: all.length })) === 'stop') break
  }
  return { mainId: opened.mainId, tied: tied.length, steps: all.length, obligations: total, notices: notices.size }
}

/** Steps of the same quarter of an hour and kind may go together; a body never has two of them in one group. */
function* quarters(all: readonly Step[]): Generator<Step[]> {
  let group: Step[] = []
  for (const step of all) {
    const first = group[0]
    if (first && (Math.floor(first.hour * 4) !== Math.floor(step.hour * 4) || first.kind !== step.kind)) { yield group; group = [] }
    group.push(step)
  }
  if (group.length > 0) yield group
}

/** Who acts in the story: the centre, and two people of each body, because a notice needs the word of both. */
type Cast = { readonly centre: Actor; member(caseId: string): Actor; secretary(caseId: string): Actor }

/** A played person stands in the same place as a real one: row-level security holds for it, and the audit log says that it was played. */
const playedPerson = (role: 'member' | 'admin', partyId: string, realm: string): Actor =>
  ({ kind: 'person', id: `played.${role}`, name: role === 'member' ? 'Addetta (simulata)' : 'Segretario (simulato)', roles: [role], scope: 'parties', parties: [partyId], realm })

async function act(stage: Stage, { centre, ...cast }: Cast, mainId: string, notices: ReadonlyMap<string, string>, step: Step, at: (hour: number) => Date, lang: Lang): Promise<void> {
  const body = 'plan' in step ? cast.member(step.plan.caseId) : centre
  switch (step.kind) {
    case 'log': return stage.cases.note(centre, mainId, { key: step.code, at: at(step.hour), text: logTexts[step.code][lang] })
    case 'condition_rebuild': case 'condition_csirt': case 'condition_dpa': return meet(stage, centre, mainId, step)
    case 'answer': return unlessClosed(stage.cases.answer(body, step.plan.caseId, {
      answer: step.plan.answer, awareAt: step.plan.answer === 'not_hit' ? null : at(step.plan.awareAtHour), personalData: step.plan.personalData, channel: 'exercise', note: '', by: 'esercitazione',
    }))
    case 'risk': return stage.obligations.decideRisk(body, step.plan.caseId, { risk: step.plan.risk!, reasons: step.plan.risk === 'risk' ? 'Dati anagrafici su sistemi cifrati da terzi: rischio presente.' : 'Copie cifrate con chiavi altrove, nessun accesso ai dati: rischio improbabile.' })
    case 'file': return file(stage, body, step.plan.caseId, at(step.hour))
    case 'confirm': return quiet(confirm(stage, body, notices.get(step.plan.caseId)!, step.plan.caseId, at(step.hour + 26)))
    case 'back': return quiet(stage.notices.back(body, notices.get(step.plan.caseId)!).then(() => stage.notices.confirm(body, notices.get(step.plan.caseId)!)))
    case 'publish': case 'publish_back': return quiet(stage.notices.publish(cast.secretary(step.plan.caseId), notices.get(step.plan.caseId)!))
    case 'working': return unlessClosed(stage.cases.observe(body, step.plan.caseId, 'working'))
    case 'safe': return quiet(stage.cases.declareSafe(body, step.plan.caseId, step.plan.overrides ? 'Ripristino verificato in autonomia su sistemi nuovi, rischio residuo accettato dal dirigente.' : undefined))
    case 'close': return quiet(stage.cases.close(centre, step.plan.caseId, { dataLost: step.plan.daysLost > 0 ? 'Mancano i dati degli ultimi tre giorni prima dell’evento.' : '', lessons: '', dataLostDays: step.plan.daysLost }))
  }
}

/** A promise is an edit, and an edit takes words back: a notice that has them already (a play that goes on) keeps them. */
async function confirm(stage: Stage, body: Actor, noticeId: string, caseId: string, nextUpdateAt: Date): Promise<void> {
  const [known] = await stage.as(body, (tx) => stage.notices.noticesOf(tx, [caseId]))
  if (known?.state !== 'draft') return
  await stage.notices.promise(body, noticeId, nextUpdateAt)
  await stage.notices.confirm(body, noticeId)
}

async function meet(stage: Stage, centre: Actor, mainId: string, step: Step): Promise<void> {
  const kind = ({ condition_rebuild: 'clean_rebuild', condition_csirt: 'csirt', condition_dpa: 'dpa' } as const)[step.kind as 'condition_csirt']
  const conditions = await stage.as(centre, (tx) => stage.cases.conditions(tx, mainId))
  const condition = conditions.find((one) => one.kind === kind && one.metAt === null)
  if (condition && 'code' in step) await stage.cases.meetCondition(centre, condition.id, logTexts[step.code].it)
}

async function file(stage: Stage, body: Actor, caseId: string, sentAt: Date): Promise<void> {
  const due = await stage.as(body, (tx) => stage.obligations.openOf(tx, caseId, 'EU-GDPR33'))
  for (const one of due) await stage.obligations.recordSent(body, one, { at: sentAt, protocol: `ESERC-${caseId.slice(0, 8).toUpperCase()}` })
}

/** A gate that is still closed, a notice withdrawn meanwhile: the story goes on, the refusal is the machinery working. */
async function quiet(action: Promise<void>): Promise<void> {
  try { await action } catch (error) {
    if (!(error instanceof Refusal) || error.code === 'failed') throw error
  }
}

/** A play that goes on takes some steps twice: a case that a later one has closed stays as it is. */
async function unlessClosed(action: Promise<void>): Promise<void> {
  try { await action } catch (error) {
    if (!(error instanceof Refusal) || (error.code !== 'expired' && error.params['reason'] !== 'closed')) throw error
  }
}

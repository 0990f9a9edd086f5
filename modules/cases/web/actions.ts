/** Everything that a person does to a case: one action, named by the form's `intent`. */
import type { ActionFunctionArgs } from 'react-router'
import { Refusal, type BodyInput } from '#platform/contract/index.ts'
import * as door from '../contract-endpoints.ts'
import { attempt, client, instantIn, textOf, type Outcome } from './api.ts'

type Work = (caseId: string, form: FormData) => Promise<unknown>
/** A choice of a form: whether it is one of the contract's is for the server to say. */
const one = (form: FormData, name: string): never => textOf(form, name) as never
/** A field left empty is not sent, so that the contract's default holds. */
const optional = <K extends string>(form: FormData, name: K): { [key in K]?: string } => (textOf(form, name) === '' ? {} : { [name]: textOf(form, name) }) as { [key in K]?: string }
const moment = (form: FormData, name: string) => (textOf(form, name) === '' ? null : instantIn(form, textOf(form, name)))
const serviceStates = (form: FormData) => [...form].flatMap(([name, value]) => (name.startsWith('service:') && value !== '' ? [{ id: name.slice(8), state: String(value) as 'down' }] : []))
const inThree = (form: FormData, name: string) => ({ it: textOf(form, `${name}.it`), ...(textOf(form, `${name}.fr`) ? { fr: textOf(form, `${name}.fr`) } : {}), ...(textOf(form, `${name}.en`) ? { en: textOf(form, `${name}.en`) } : {}) })
const lines = (form: FormData, name: string) => textOf(form, name).split(/[\s,;]+/).filter(Boolean)

const works: Readonly<Record<string, Work>> = {
  answer: (caseId, form) => client(door.answerCase, { params: { caseId }, body: answerOf(form) }),
  observe: (caseId, form) => client(door.observe, { params: { caseId }, body: { observed: one(form, 'observed'), services: serviceStates(form) } }),
  condition: (caseId, form) => client(door.addCondition, { params: { caseId }, body: { kind: one(form, 'kind'), askedBy: one(form, 'askedBy'), title: one(form, 'title'), required: form.get('required') !== null } }),
  met: (_, form) => client(door.meetCondition, { params: { conditionId: one(form, 'conditionId') }, body: { evidence: one(form, 'evidence') } }),
  safe: (caseId, form) => client(door.declareSafe, { params: { caseId }, body: optional(form, 'override') }),
  close: (caseId, form) => client(door.closeCase, { params: { caseId }, body: { dataLost: one(form, 'dataLost'), lessons: one(form, 'lessons'), ...optional(form, 'reason'), ...(textOf(form, 'dataLostDays') === '' ? {} : { dataLostDays: Number(textOf(form, 'dataLostDays').replace(',', '.')) }) } }),
  log: (caseId, form) => client(door.writeLog, { params: { caseId }, body: { text: one(form, 'text'), tlp: one(form, 'tlp'), ...(moment(form, 'at') ? { at: moment(form, 'at')! } : {}) } }),
  decide: (caseId, form) => client(door.decide, { params: { caseId }, body: { text: one(form, 'text'), reasons: one(form, 'reasons'), tlp: one(form, 'tlp') } }),
  message: (caseId, form) => client(door.sendMessage, { params: { caseId }, body: { requestId: one(form, 'requestId'), to: one(form, 'to'), tlp: one(form, 'tlp'), subject: inThree(form, 'subject'), text: inThree(form, 'text') } }),
  report: (caseId, form) => client(door.writeReport, { params: { caseId }, body: { tlp: one(form, 'tlp') } }),
  extend: (caseId) => client(door.extendCase, { params: { caseId } }),
  lead: async (caseId, form) => client(door.changeCase, { params: { caseId }, body: { version: (await client(door.readCase, { params: { caseId } })).version, lead: textOf(form, 'leadId') === '' ? null : { id: one(form, 'leadId'), name: one(form, 'leadName') } } }),
  join: (caseId, form) => client(door.changeCase, { params: { caseId }, body: { version: Number(one(form, 'version')), people: JSON.parse(one(form, 'people')) as { id: string; name: string }[] } }),
  change: (caseId, form) => client(door.changeCase, { params: { caseId }, body: changeOf(form) }),
  lay: (caseId, form) => client(door.layTasks, { params: { caseId }, body: { situation: one(form, 'situation') } }),
  task: (_, form) => client(door.decideTask, { params: { taskId: one(form, 'taskId') }, body: { version: Number(one(form, 'version')), state: one(form, 'state'), note: one(form, 'note') } }),
  ask: (caseId, form) => client(door.askAgain, { params: { caseId }, body: optional(form, 'channel') as BodyInput<typeof door.askAgain> }),
  copyText: (_, form) => client(door.readText, { params: { deliveryId: Number(one(form, 'deliveryId')) } }),
  settle: (_, form) => client(door.settleDelivery, { params: { deliveryId: Number(one(form, 'deliveryId')) }, body: { outcome: one(form, 'outcome') } }),
  hold: (caseId, form) => client(door.holdCase, { params: { caseId }, body: { reason: one(form, 'reason'), until: textOf(form, 'until') === '' ? null : instantIn(form, `${textOf(form, 'until')}T23:59`) } }),
  keep: (caseId, form) => client(door.keepField, { params: { caseId, field: one(form, 'field') }, body: { version: Number(one(form, 'version')), mark: one(form, 'mark'), reason: one(form, 'reason') } }),
  release: (caseId, form) => client(door.releaseField, { params: { caseId, field: one(form, 'field') } }),
  lift: (caseId) => client(door.liftHold, { params: { caseId } }),
  custody: (_, form) => client(door.handEvidence, { params: { evidenceId: one(form, 'evidenceId') }, body: { action: one(form, 'action'), note: one(form, 'note') } }),
}

export async function caseAction({ params, request }: ActionFunctionArgs): Promise<Outcome> {
  const form = await request.formData()
  const intent = textOf(form, 'intent')
  const work = works[intent]
  if (!work) throw new Refusal('invalid', { reason: 'unknown_intent' })
  return attempt(intent, () => work(params['caseId']!, form))
}

/** The queue acts on several cases with the same words: one by one, and says where it stopped. A body whose ways all rest is passed over. */
export async function queueAction({ request }: ActionFunctionArgs): Promise<Outcome> {
  const form = await request.formData()
  const intent = textOf(form, 'intent')
  const work = works[intent]
  if (!work) throw new Refusal('invalid', { reason: 'unknown_intent' })
  let done = 0
  let passed = 0
  for (const id of form.getAll('id').map(String)) {
    if (intent === 'settle' || intent === 'copyText') form.set('deliveryId', id)
    const outcome = await attempt(intent, () => work(id, form))
    if (intent === 'copyText') return outcome
    if (!outcome.done && intent === 'ask' && outcome.refused.code === 'conflict') { passed++; continue }
    if (!outcome.done) return { ...outcome, refused: { ...outcome.refused, params: { ...outcome.refused.params, done } } }
    done++
  }
  return { intent, done: true, data: { done, passed } }
}

function answerOf(form: FormData): BodyInput<typeof door.answerCase> {
  return {
    answer: one(form, 'answer'), awareAt: moment(form, 'awareAt'), personalData: textOf(form, 'personalData') === '' ? 'unknown' : one(form, 'personalData'), note: one(form, 'note'), services: serviceStates(form),
    ...optional(form, 'callerName'),
  }
}

function changeOf(form: FormData): BodyInput<typeof door.changeCase> {
  const rsit = textOf(form, 'rsit')
  const [rsitClass = '', type = ''] = rsit.split('/')
  return {
    version: Number(one(form, 'version')), title: one(form, 'title'), state: one(form, 'state'), tlp: one(form, 'tlp'), rsit: rsit === '' ? null : { class: rsitClass, type: type === '' ? null : type },
    veris: { actor: lines(form, 'actor'), action: lines(form, 'action'), asset: lines(form, 'asset'), attribute: lines(form, 'attribute'), extortion: one(form, 'extortion') }, attack: lines(form, 'attack').map((id) => id.toUpperCase()),
  }
}

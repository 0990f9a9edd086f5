/** The one question to a body as a form without a script: what is typed is kept, each problem stands at its field. */
import { Refusal, type Lang } from '#platform/contract/index.ts'
import { field } from '#platform/http/forms.ts'
import type { ReplyDoneView, ReplyErrorCode, ReplyField, ReplyInput, ReplyView } from '../../contract-public.ts'
import { instantToLocal, localToInstant } from '../../core/localTime.ts'
import type { Reply } from '../needs.ts'

type Asked = Awaited<ReturnType<Reply['read']>>
type Given = Parameters<Reply['answer']>[1]
const NOTE = 1500
const GRACE_MS = 5 * 60_000
const MONTH_MS = 30 * 86_400_000

export function replyView(token: string, asked: Asked, lang: Lang, timeZone: string, typed?: { values: ReplyInput; errors: ReplyView['errors'] }): ReplyView {
  return {
    token, partyName: asked.bodyName, why: [whys[lang]], providerName: asked.providerName, since: asked.occurredAt, answerBy: asked.expiresAt,
    services: asked.services.map(({ id, name }) => ({ id, name })), values: typed?.values ?? valuesOf(asked, timeZone), errors: typed?.errors ?? [],
  }
}

/** What was answered before, so that a correction starts from it. */
function valuesOf({ given, services }: Asked, timeZone: string): ReplyInput {
  if (!given) return {}
  return {
    hit: given.answer === 'not_hit' ? 'no' : given.answer === 'unknown' ? 'unknown' : 'yes', personalData: given.personalData, note: given.note, contactName: given.by,
    services: services.filter((service) => service.state !== null && service.state !== 'working').map((service) => service.id),
    ...(given.awareAt ? { knownAt: instantToLocal(new Date(given.awareAt), timeZone) } : {}),
  }
}

export function readReplyForm(form: URLSearchParams): ReplyInput {
  const text = (name: string, max: number) => field(form, name, max)
  return {
    hit: text('hit', 10), knownAt: text('knownAt', 40), services: form.getAll('services').slice(0, 500), personalData: text('personalData', 10),
    contactName: text('contactName', 120), contactPhone: text('contactPhone', 60), contactEmail: text('contactEmail', 254), note: text('note', NOTE),
  }
}

/** All problems at once, each with its field; or what the case is told. */
export function decideReply(values: ReplyInput, asked: Asked, timeZone: string, now: Date): { errors: ReplyView['errors'] } | { given: Given } {
  const errors: { field: ReplyField; code: ReplyErrorCode }[] = []
  const wrong = (name: ReplyField, code: ReplyErrorCode) => errors.push({ field: name, code })
  const answer = answers[values.hit ?? '']
  if (!answer) wrong('hit', 'missing')
  const knownAt = values.knownAt ? localToInstant(values.knownAt, timeZone) : undefined
  if (values.knownAt && !knownAt) wrong('knownAt', 'not-a-moment')
  if (knownAt && knownAt.getTime() > now.getTime() + GRACE_MS) wrong('knownAt', 'future')
  // The month of grace is that of the case: nobody knew of it long before it was.
  if (knownAt && knownAt.getTime() < new Date(asked.occurredAt).getTime() - MONTH_MS) wrong('knownAt', 'before-event')
  for (const [name, max] of [['contactName', 120], ['contactPhone', 60], ['contactEmail', 254], ['note', NOTE]] as const) if ((values[name] ?? '').length > max) wrong(name, 'too-long')
  if (values.contactEmail && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(values.contactEmail)) wrong('contactEmail', 'not-an-address')
  if (errors.length > 0 || !answer) return { errors }
  const known = new Set(asked.services.map((service) => service.id))
  const contact = [values.contactPhone, values.contactEmail].filter(Boolean).join(' · ')
  return {
    given: {
      answer, awareAt: answer === 'not_hit' || !knownAt ? null : knownAt.toISOString(), personalData: values.personalData === 'yes' || values.personalData === 'no' ? values.personalData : 'unknown',
      note: [values.note, contact].filter(Boolean).join('\n'), contactName: values.contactName || asked.bodyName.slice(0, 120),
      services: answer === 'hit' ? (values.services ?? []).filter((id) => known.has(id)).map((id) => ({ id, state: 'down' as const })) : [],
    },
  }
}

const answers: Readonly<Record<string, Given['answer'] | undefined>> = { yes: 'hit', no: 'not_hit', unknown: 'unknown' }

export function doneView(token: string, asked: Asked, given: Given, receipt: { ref: string; at: string }): ReplyDoneView {
  return {
    token, partyName: asked.bodyName, hit: given.answer === 'hit' ? 'yes' : given.answer === 'not_hit' ? 'no' : 'unknown', receivedAt: receipt.at, reference: receipt.ref,
    ...(given.awareAt ? { knownAt: given.awareAt } : {}), ...(given.answer === 'hit' ? { personalData: given.personalData } : {}), canChange: true,
  }
}

/** A refusal of the case itself, put back at the field it concerns. */
export function errorsOf(error: unknown): ReplyView['errors'] | undefined {
  if (!(error instanceof Refusal) || error.code !== 'invalid') return undefined
  const fields = (error.params['fields'] ?? []) as readonly { path: string; problem: string }[]
  const found = fields.flatMap(({ path, problem }): ReplyView['errors'][number][] =>
    path.endsWith('awareAt') ? [{ field: 'knownAt', code: problem.includes('future') ? 'future' : 'before-event' }] : path.includes('note') ? [{ field: 'note', code: 'too-long' }] : path.includes('contactName') ? [{ field: 'contactName', code: 'too-long' }] : [])
  return found.length > 0 ? found : undefined
}

const whys: Readonly<Record<Lang, string>> = {
  it: 'Un fornitore di servizi informatici ha avuto un evento di sicurezza. Per quello che sappiamo, il vostro ente usa i suoi servizi, da solo o tramite altri.',
  fr: 'Un prestataire informatique a subi un incident de sécurité. D’après ce que nous savons, votre collectivité utilise ses services, directement ou par d’autres.',
  en: 'An IT provider has had a security event. As far as we know, your body uses its services, directly or through others.',
}

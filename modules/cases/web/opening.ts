/** Opening a case from its form. */
import { redirect, type ActionFunctionArgs } from 'react-router'
import type { Tlp } from '#platform/contract/index.ts'
import { openCase } from '../contract-endpoints.ts'
import { attempt, client, instantIn, textOf, type Outcome } from './api.ts'

export const authorities = ['prosecutor', 'dpa', 'csirt', 'other'] as const

export async function newCaseAction({ request }: ActionFunctionArgs): Promise<Outcome | Response> {
  const form = await request.formData()
  const serviceIds = form.getAll('service').map(String)
  const summary = textOf(form, 'summary')
  const outcome = await attempt('open', () => client(openCase, {
    body: {
      requestId: textOf(form, 'requestId'), providerId: textOf(form, 'provider'), title: textOf(form, 'title'), occurredAt: instantIn(form, textOf(form, 'occurredAt')),
      effects: { unavailable: form.get('unavailable') !== null, exposed: form.get('exposed') !== null, tampered: form.get('tampered') !== null },
      ...(serviceIds.length > 0 ? { serviceIds } : {}), description: summary === '' ? {} : { summary }, tlp: textOf(form, 'tlp') as Tlp,
      conditions: authorities.flatMap((kind) => (textOf(form, `askedBy:${kind}`) === '' ? [] : [{ kind, askedBy: textOf(form, `askedBy:${kind}`) }])),
    },
  }))
  return outcome.done ? redirect(`/console/cases/${(outcome.data as { id: string }).id}`) : outcome
}

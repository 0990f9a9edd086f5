/** What a form says of an attack, as facts. An empty field says nothing. */
import type * as z from 'zod'
import { type facts as shape, sizes, verisActions, victimKinds } from '../contract-facts.ts'

export const text = (form: FormData, name: string): string => String(form.get(name) ?? '').trim()
const list = (form: FormData, name: string): string[] => text(form, name).split(/[,;\n]+/).map((one) => one.trim()).filter(Boolean)
const one = <V extends string>(values: readonly V[], given: string): V | undefined => values.find((it) => it === given)
const plainTexts = ['title', 'summary', 'started', 'discovered', 'restored', 'rsit'] as const
const numbers = ['people', 'records', 'costEur', 'daysToRestore'] as const

export function factsFrom(form: FormData): z.input<typeof shape> {
  const actions = form.getAll('actions').flatMap((given) => one(verisActions, String(given)) ?? []).map((action) => ({ action }))
  const [techniques, victimKind] = [list(form, 'techniques').map((it) => it.toUpperCase()), one(victimKinds, text(form, 'victimKind'))]
  const said = (name: string, value: unknown) => (value === undefined || value === '' ? {} : { [name]: value })
  const namingUrl = text(form, 'namingUrl')
  return {
    ...Object.fromEntries(plainTexts.flatMap((name) => (text(form, name) ? [[name, text(form, name)]] : []))),
    ...Object.fromEntries(numbers.flatMap((name) => (text(form, name) ? [[name, Number(text(form, name).replace(',', '.'))]] : []))),
    ...said('certainty', one(['confirmed', 'suspected', 'near_miss', 'false_positive'] as const, text(form, 'certainty'))), ...said('extortion', one(['yes', 'no', 'unknown'] as const, text(form, 'extortion'))),
    ...(actions.length > 0 ? { actions } : {}), ...(techniques.length > 0 ? { techniques } : {}),
    ...(victimKind === undefined ? {} : { victims: [{
      kind: victimKind, count: Number(text(form, 'victimCount')) || 1, ...said('name', text(form, 'victimName')), naming: namingUrl ? ('self' as const) : text(form, 'victimName') ? ('inside' as const) : ('no' as const), ...said('namingUrl', namingUrl),
      size: one(sizes, text(form, 'victimSize')) ?? 'unknown', ...said('sector', text(form, 'victimSector').toUpperCase()), ...said('country', text(form, 'victimCountry').toUpperCase()), ...said('region', text(form, 'victimRegion')), ...said('province', text(form, 'victimProvince')), ...said('place', text(form, 'victimPlace')),
    }] }),
  }
}

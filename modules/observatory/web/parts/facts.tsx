/** Facts as a person reads them: each field in words, nothing as a machine writes it. */
import type { Formats } from '#ui/i18n/formats.ts'
import type { Facts, Field, Victim } from '../../contract-facts.ts'
import { sayCode, type Words } from '../words.ts'

export function sayFact(t: Words, f: Formats, facts: Facts, field: Field): string {
  const value = facts[field]
  if (value === undefined) return ''
  switch (field) {
    case 'started': case 'discovered': case 'contained': case 'restored': return sayMoment(f, facts[field]!)
    case 'rsit': return facts.rsit!.split('/').map((code) => code.replaceAll('-', ' ')).join(' · ')
    case 'certainty': case 'extortion': case 'ransomPaid': return sayCode(t, field === 'certainty' ? 'certainty' : 'answer', String(value))
    case 'actions': return facts.actions!.map((one) => [sayCode(t, 'action', one.action), ...one.varieties].join(': ')).join(' · ')
    case 'actors': return facts.actors!.map((one) => [sayCode(t, 'actor', one.actor), ...one.varieties, ...one.motives].join(' · ')).join('; ')
    case 'confidentiality': return [sayCode(t, 'answer', facts.confidentiality!.disclosed), ...facts.confidentiality!.classes].join(' · ')
    case 'victims': return facts.victims!.slice(0, 12).map((one) => sayVictim(t, f, one)).join('; ') + (facts.victims!.length > 12 ? ` … ${t('more', { n: f.number(facts.victims!.length - 12) })}` : '')
    case 'providers': return facts.providers!.map((one) => one.name ?? sayCode(t, 'answer', 'unknown')).join(' → ')
    case 'claims': return facts.claims!.map((one) => [one.by, one.at].filter(Boolean).join(' · ')).join('; ')
    case 'rest': return t('rest', { n: f.number(Object.keys(facts.rest!).length) })
    default: return typeof value === 'number' ? f.number(value) : Array.isArray(value) ? (value as readonly string[]).join(', ') : String(value)
  }
}

export function sayVictim(t: Words, f: Formats, one: Victim): string {
  const where = [one.place, one.province, one.region, one.country].filter(Boolean).join(', ')
  return [one.name ?? sayCode(t, 'kind', one.kind), ...(one.count > 1 ? [`× ${f.number(one.count)}`] : []), ...(where ? [`(${where})`] : [])].join(' ')
}

/** As much of it as is known. */
export function sayMoment(f: Formats, moment: string): string {
  if (/^\d{4}(-\d\d)?$/.test(moment)) return moment.split('-').reverse().join('/')
  return /^\d{4}-\d\d-\d\d$/.test(moment) ? f.date(moment) : f.moment(moment)
}

/** Whether a source may send: its record is complete, or what is missing is said. */
import type { Lack, Shown, SourceRecord } from '../contract-shapes.ts'

export type Asked = {
  readonly record: SourceRecord
  /** Whose law the body is under. */
  readonly country: 'IT' | 'FR'
  readonly shows: readonly Shown[]
  /** Day at the centre, `2026-12-08`. */
  readonly today: string
}

/** In the order of the page. Art. 28 and 35 GDPR; Italy: art. 4 Statuto dei lavoratori (L. 300/1970); France: art. L. 2312-38 code du travail. */
export function lacksOf({ record, country, shows, today }: Asked): Lack[] {
  return [...contract(record, today), ...impact(record, today), ...(record.retentionDays === null ? ['retention' as const] : []), ...labour(record, country, shows, today)]
}

const empty = (text: string) => text.trim() === ''

function contract({ contractOn, contractRef }: SourceRecord, today: string): Lack[] {
  return [
    ...(contractOn === null ? ['contract_on' as const] : contractOn > today ? ['contract_ahead' as const] : []),
    ...(empty(contractRef) ? ['contract_ref' as const] : []),
  ]
}

function impact({ impact: how, impactOn, impactWhy }: SourceRecord, today: string): Lack[] {
  if (how === '') return ['impact']
  if (how === 'done') return impactOn === null || impactOn > today ? ['impact_on'] : []
  return empty(impactWhy) ? ['impact_why'] : []
}

const steps = { IT: ['agreement', 'authorisation'], FR: ['consultation'] } as const

function labour({ labour: step, labourOn, labourRef }: SourceRecord, country: 'IT' | 'FR', shows: readonly Shown[], today: string): Lack[] {
  if (step === '') return ['labour']
  // At a workstation somebody works: that nobody can be seen there is not believed.
  if (step === 'unseen') return shows.includes('workstations') ? ['labour'] : empty(labourRef) ? ['labour_ref'] : []
  if (!(steps[country] as readonly string[]).includes(step)) return ['labour_country']
  return [...(labourOn === null || labourOn > today ? ['labour_on' as const] : []), ...(empty(labourRef) ? ['labour_ref' as const] : [])]
}

/** What an incident in VERIS 1.4.1 is made of; `old` and `needsNow` say where the editions before 1.3.6 and 1.4 differ. */
import { country, currency, flag, list, note, number, object, open, term, terms, text, whole, type Form } from './form.ts'

const region = list(text({ like: /^\d{6}$/ }))
const names = list(text(), { least: 0 })
const lasting = object({ unit: term('timeline.compromise.unit'), value: number }, { needs: ['unit'] })
const variety = (of: Parameters<typeof term>[0]): Form => object({ variety: terms(of), notes: note }, { needs: ['variety'] })
const found = (of: Parameters<typeof term>[0]): Form => object({ variety: terms(of) }, { needs: ['variety'] })
const both = ['variety', 'vector'] as const
/** Whatever stands in it: only that it was this is known. */
const unknown = object({ notes: note, result: list(text()) }, { open: true })

const timeline = object({
  incident: object({ year: whole({ from: 1950, to: 2050, toOld: 2019 }), month: whole({ from: 1, to: 12 }), day: whole({ from: 1, to: 31 }), time: text({ like: /^(0[1-9]|1[0-2]):[0-5]\d:[0-5]\d [AP]M$/, likeOld: /^([01]?\d|2[0-3]):[0-5]\d(:[0-5]\d)?( [AP]M)?$/ }) }, { needs: ['year'] }),
  compromise: lasting, exfiltration: lasting, discovery: lasting, containment: lasting,
}, { needs: ['incident'] })

const victim = object({
  victim_id: text(), employee_count: term('victim.employee_count'),
  industry: text({ least: 2, most: 6, like: /^(00|11|2[1-3]|3[1-3]|4[24589]|5[1-6]|6[12]|7[12]|81|92)-?\d{0,4}$/, likeOld: /^\d\d-?\d{0,4}$/ }),
  government: terms('victim.government'), locations_affected: whole(), country: list(country), region, state: text(), notes: note,
  secondary: object({ amount: whole(), notes: note, victim_id: list(text(), { repeats: true }) }, { least: 1 }),
  revenue: object({ amount: whole(), iso_currency_code: currency }, { least: 1 }),
}, { needs: ['country', 'employee_count', 'industry'], needsNow: ['government'] })

const action = object({
  hacking: object({ variety: terms('action.hacking.variety'), vector: terms('action.hacking.vector'), result: terms('action.hacking.result'), notes: note, cve: text() }, { needs: both }),
  malware: object({ variety: terms('action.malware.variety'), vector: terms('action.malware.vector'), result: terms('action.malware.result'), notes: note, name: text(), cve: text() }, { needs: both }),
  social: object({ variety: terms('action.social.variety'), vector: terms('action.social.vector'), target: terms('action.social.target'), result: terms('action.social.result'), notes: note }, { needs: [...both, 'target'] }),
  error: object({ variety: terms('action.error.variety'), vector: terms('action.error.vector'), notes: note }, { needs: both }),
  misuse: object({ variety: terms('action.misuse.variety'), vector: terms('action.misuse.vector'), result: terms('action.misuse.result'), notes: note }, { needs: both }),
  physical: object({ variety: terms('action.physical.variety'), vector: terms('action.physical.vector'), result: terms('action.physical.result'), notes: note }, { needs: both, old: { location: list(text()) } }),
  environmental: object({ variety: terms('action.environmental.variety'), notes: note }, { needs: ['variety'] }),
  unknown: object({ notes: note, result: terms('action.unknown.result') }, { open: true }),
}, { least: 1, old: { Unknown: unknown } })

const actor = object({
  external: object({ variety: terms('actor.external.variety'), motive: terms('actor.external.motive'), notes: note, country: list(country), region, name: names }, { needs: ['variety', 'motive'], old: { name: list(text()) } }),
  internal: object({ variety: terms('actor.internal.variety'), motive: terms('actor.internal.motive'), job_change: terms('actor.internal.job_change'), notes: note }, { needs: ['variety', 'motive'] }),
  partner: object({ motive: terms('actor.partner.motive'), notes: note, industry: text({ least: 2, most: 6, like: /^\d\d-?\d{0,4}$/ }), country: list(country), region, name: names }, { needs: ['country', 'motive'] }),
  unknown: object({ notes: note }, { open: true }),
}, { least: 1, old: { Unknown: unknown } })

const asset = object({
  total_amount: number, assets: list(object({ variety: term('asset.assets.variety'), amount: whole() }, { needs: ['variety'] })),
  ownership: terms('asset.ownership'), cloud: terms('asset.cloud'), hosting: terms('asset.hosting'), management: terms('asset.management'), role: terms('asset.role'), country: list(country), notes: note,
}, {
  needs: ['assets'], needsNow: ['cloud'], least: 1,
  // The older editions had other names for whose and where; they are taken as they are.
  old: { cloud: list(text()), hosting: list(text()), management: list(text()), ownership: list(text()), governance: list(text()), accessibility: list(text()) },
})

const attribute = object({
  confidentiality: object({
    data_disclosure: term('attribute.confidentiality.data_disclosure'), data_total: whole(), data_volume: whole(),
    data: list(object({ variety: term('attribute.confidentiality.data.variety'), amount: whole() }, { needs: ['variety'] }), { repeats: true }),
    data_victim: terms('attribute.confidentiality.data_victim'), state: terms('attribute.confidentiality.state'), notes: note,
  }, { needs: ['data_disclosure'] }),
  integrity: variety('attribute.integrity.variety'),
  availability: object({ variety: terms('attribute.availability.variety'), duration: object({ unit: term('attribute.availability.duration.unit'), value: number }, { needs: ['unit'] }), notes: note }, { needs: ['variety'], open: true }),
  unknown,
}, { least: 1 })

const loss = object({ variety: term('impact.loss.variety'), rating: term('impact.loss.rating'), amount: number, min_amount: number, max_amount: number }, { needs: ['variety'] })

export const incident: Form = object({
  schema_version: text(), schema_name: text(), incident_id: text(), source_id: text(), campaign_id: text(), reference: text(), summary: text(), notes: note,
  security_incident: term('security_incident'), confidence: term('confidence'), targeted: term('targeted'),
  timeline, victim, action, actor, asset, attribute,
  discovery_method: object({ external: found('discovery_method.external.variety'), internal: found('discovery_method.internal.variety'), partner: found('discovery_method.partner.variety'), other: flag, unknown: flag }, { least: 1 }),
  discovery_notes: note,
  value_chain: object({
    development: variety('value_chain.development.variety'), 'non-distribution services': variety('value_chain.non-distribution services.variety'), targeting: variety('value_chain.targeting.variety'),
    distribution: variety('value_chain.distribution.variety'), 'cash-out': variety('value_chain.cash-out.variety'), 'money laundering': variety('value_chain.money laundering.variety'), NA: flag,
  }, { least: 1 }),
  impact: object({ overall_rating: term('impact.overall_rating'), iso_currency_code: currency, overall_amount: number, overall_min_amount: number, overall_max_amount: number, loss: list(loss, { repeats: true }), notes: note }, { needs: ['overall_rating'] }),
  ioc: list(object({ indicator: text(), comment: text() }, { needs: ['indicator'] }), { repeats: true }),
  corrective_action: text(), cost_corrective_action: term('cost_corrective_action'), control_failure: text(),
  plus: object({
    master_id: note, row_number: number,
    attribute: object({ confidentiality: object({ data_abuse: term('plus.attribute.confidentiality.data_abuse') }) }),
  }, { open: true }),
  extra: object({}), subsets: open,
}, {
  needs: ['actor', 'action', 'discovery_method', 'schema_version', 'asset', 'timeline', 'incident_id', 'security_incident'], needsNow: ['summary'],
  old: { discovery_method: text({ least: 1 }) },
})

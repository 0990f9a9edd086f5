/** A campaign in STIX 2.1: by whom it is said to be, how it is done, at what kinds of body it aims, and which indicators tell of it. */
import { deterministicId, openlyBy, relationOf, tlpMarking, type Maker, type StixObject } from '#engines/stix/index.ts'
import type { Tlp } from '#platform/contract/tlp.ts'
import type { ToldObjects } from '../../contract-told.ts'
import { marksOf } from './indicators.ts'

export type TellingCampaign = {
  readonly id: string; readonly name: string; readonly description: string; readonly aliases: readonly string[]; readonly firstDay: string | null; readonly lastDay: string | null; readonly tlp: Tlp
  readonly actor: string; readonly techniques: readonly string[]; readonly targets: readonly string[]; readonly at: Date
}
export const campaignIdOf = (url: string, id: string): string => deterministicId('campaign', url, id)

/** `lists`: the indicators of its lists, which come with it. */
export function campaignOf(one: TellingCampaign, lists: readonly ToldObjects[], maker: Maker): ToldObjects {
  const open = openlyBy(maker)
  const at = one.at.toISOString()
  const by = { spec_version: '2.1', created_by_ref: open.maker.id, created: at, modified: at, object_marking_refs: [tlpMarking(one.tlp).id] }
  const campaign: StixObject = {
    type: 'campaign', id: campaignIdOf(maker.url, one.id), ...by, name: one.name, ...(one.description ? { description: one.description } : {}), ...(one.aliases.length > 0 ? { aliases: [...one.aliases] } : {}),
    ...(one.firstDay ? { first_seen: `${one.firstDay}T00:00:00.000Z` } : {}), ...(one.lastDay ? { last_seen: `${one.lastDay}T00:00:00.000Z` } : {}),
  }
  const actor: StixObject | undefined = one.actor ? { type: 'threat-actor', id: deterministicId('threat-actor', maker.url, one.id, one.actor.toLowerCase()), ...by, name: one.actor } : undefined
  const [techniques, targets] = [one.techniques.map((code) => open.technique(code)), one.targets.map(open.kindOfBody)]
  const indicators = lists.flatMap((list) => list.own.filter((each) => each.type === 'indicator'))
  return {
    own: [
      campaign, ...(actor ? [actor, relationOf(campaign.id, 'attributed-to', actor.id, by)] : []), ...techniques.map((each) => relationOf(campaign.id, 'uses', each.id, by)), ...targets.map((each) => relationOf(campaign.id, 'targets', each.id, by)),
      ...indicators, ...indicators.map((each) => relationOf(each.id, 'indicates', campaign.id, by)),
    ],
    beside: [tlpMarking(one.tlp), ...marksOf(open), ...techniques, ...targets, ...lists.flatMap((list) => list.beside)],
  }
}

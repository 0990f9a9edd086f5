/** Whether a body has allowed something at a moment. Nothing is a yes by default. */
import { BlockList, isIP } from 'node:net'
import type { AssetScope, Cleared, ConsentItem, ConsentKind } from '../contract.ts'

export type Consent = { readonly id: string; readonly what: ConsentKind; readonly asset: AssetScope | null; readonly from: Date; readonly until: Date; readonly withdrawnAt: Date | null }

/** The end is not part of it, and neither is the moment of the withdrawal: "from that very moment". */
export function stateAt({ from, until, withdrawnAt }: Pick<Consent, 'from' | 'until' | 'withdrawnAt'>, at: Date): ConsentItem['state'] {
  if (withdrawnAt !== null && withdrawnAt <= at) return 'withdrawn'
  if (at < from) return 'to_come'
  return at < until ? 'holds' : 'ended'
}

const order = ['holds', 'to_come', 'withdrawn', 'ended'] as const
const reasons = { holds: 'given', to_come: 'to_come', withdrawn: 'withdrawn', ended: 'ended' } as const

/** `held`: the approved claims of the body. A scan touches machines: it needs them to be the body's own, whatever was signed. */
export function decide(consents: readonly Consent[], held: readonly AssetScope[], what: ConsentKind, at: Date, asset?: AssetScope): Cleared {
  if (what === 'scan' && asset && !held.some((one) => covers(one, asset))) return { yes: false, why: 'not_held', consentId: null }
  const ofKind = consents.filter((one) => one.what === what)
  if (ofKind.length === 0) return { yes: false, why: 'never_given', consentId: null }
  // Without an asset everything is asked for: only a consent to everything is a yes.
  const reaching = ofKind.filter((one) => one.asset === null || (asset !== undefined && covers(one.asset, asset)))
  const best = reaching.toSorted((a, b) => order.indexOf(stateAt(a, at)) - order.indexOf(stateAt(b, at)) || b.from.getTime() - a.from.getTime())[0]
  if (!best) return { yes: false, why: 'other_asset', consentId: null }
  const state = stateAt(best, at)
  return { yes: state === 'holds', why: reasons[state], consentId: best.id }
}

/** A domain with the names below it, a range with the ranges and addresses inside it. Both in the form in which the territory keeps them. */
export function covers(scope: AssetScope, asset: AssetScope): boolean {
  if (scope.kind !== asset.kind) return false
  if (scope.kind === 'domain') return asset.value === scope.value || asset.value.endsWith(`.${scope.value}`)
  const [outer, inner] = [parts(scope.value), parts(asset.value)]
  if (!outer || !inner || outer.family !== inner.family || inner.prefix < outer.prefix) return false
  const list = new BlockList()
  list.addSubnet(outer.address, outer.prefix, outer.family)
  return list.check(inner.address, inner.family)
}

/** Whether two scopes touch: one lies in the other. */
export const overlap = (a: AssetScope, b: AssetScope): boolean => covers(a, b) || covers(b, a)

function parts(text: string): { address: string; prefix: number; family: 'ipv4' | 'ipv6' } | undefined {
  const [address = '', bits] = text.split('/')
  const version = isIP(address)
  if (version === 0) return undefined
  return { address, prefix: bits === undefined ? (version === 4 ? 32 : 128) : Number(bits), family: version === 4 ? 'ipv4' : 'ipv6' }
}

const YEARS = 2
/** What is wrong with the dates of a consent; undefined when nothing is. */
export function datesProblem(from: Date, until: Date, now: Date): 'until' | 'too-long' | 'past' | undefined {
  if (until <= from) return 'until'
  if (until <= now) return 'past'
  const longest = new Date(from)
  longest.setUTCFullYear(longest.getUTCFullYear() + YEARS)
  return until > longest ? 'too-long' : undefined
}

import { refusals } from '#platform/contract/refusal.ts'
import { useLook, type Look } from '#ui/console/look.tsx'
import { translator, type Catalogue, type Translator } from '#ui/i18n/translator.ts'
import en from '../messages.en.json' with { type: 'json' }
import fr from '../messages.fr.json' with { type: 'json' }
import it from '../messages.it.json' with { type: 'json' }
import type { PeerRow } from '../contract.ts'
import type { Refused } from './data.ts'

export const catalogue: Catalogue<typeof it> = { it, fr, en }
export type Words = Translator<typeof it>

export function useWords(): Look & { readonly t: Words } {
  const look = useLook()
  return { ...look, t: translator(catalogue, look.lang) }
}

export function sayRefused(t: Words, { code, fields }: Refused): string {
  if (code === 'unavailable') return t('fail.away')
  if (code === 'conflict') return t('fail.conflict')
  return fields.length > 0 ? t('fail.look') : refusals[code][t.lang]
}

/** How it stands with a peer, in one word. */
export type PeerState = 'paused' | 'failing' | 'asked' | 'well' | 'new' | 'comes'
export const stateOf = ({ active, problem, asked, succeededAt, url }: PeerRow): PeerState => (!active ? 'paused' : url === '' ? 'comes' : asked ? 'asked' : problem ? 'failing' : succeededAt ? 'well' : 'new')
export const tlpName = (tlp: string): string => `TLP:${tlp.toUpperCase()}`

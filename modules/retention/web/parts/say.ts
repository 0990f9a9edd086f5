import type { Detail } from '../requests.ts'
import type { Words } from '../words.ts'

const known = ['changed', 'not_verified', 'not_asked', 'not_what_was_seen', 'plain_once', 'exceeded', 'extended', 'lacks_contacts', 'key_missing', 'invalid'] as const
export const sayWhy = (t: Words, why: string): string => { const found = known.find((one) => one === why); return found ? t(`fail.${found}`) : t('fail') }

/** How long there is still, or for how long it has been late. */
export function sayTerm(t: Words, { daysLeft, state, outcome }: Pick<Detail, 'daysLeft' | 'state' | 'outcome'>): string {
  if (state === 'closed') return outcome ? t(`outcome.${outcome}`) : t('state.closed')
  if (daysLeft < 0) return t.n('late', -daysLeft)
  return daysLeft === 0 ? t('left.today') : t.n('left', daysLeft)
}

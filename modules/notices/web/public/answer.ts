import type { PublicState, ServiceLine } from '#modules/notices/contract-public.ts'
import type { Words } from './words.ts'

export type Answer = { readonly state: PublicState; readonly title: string; readonly text?: string }

/** The one line that answers "does my town hall work?": the worst state first, then what else, then what is fine. */
export function answerOf(services: readonly ServiceLine[], t: Words): Answer {
  const total = services.length
  const count = (state: PublicState): number => services.filter((s) => s.state === state).length
  const down = count('down')
  const limited = count('limited')
  const unknown = count('unknown')
  const fine = total - down - limited - unknown
  const fineText = fine > 0 ? [t.n('body.also.fine', fine)] : []
  const limitedText = limited > 0 ? [t.n('body.also.limited', limited)] : []
  const unknownText = unknown > 0 ? [t.n('body.also.unknown', unknown)] : []
  if (down > 0) return { state: 'down', title: t.n('body.down', down, { total }), text: [...limitedText, ...unknownText, ...fineText].join(' ') }
  if (limited > 0) return { state: 'limited', title: t.n('body.limited', limited, { total }), text: [...unknownText, ...fineText].join(' ') }
  if (unknown > 0 || total === 0) return { state: 'unknown', title: t.n('body.unknown', unknown, { total }), text: fineText.join(' ') }
  return { state: 'working', title: t.n('body.ok', total) }
}

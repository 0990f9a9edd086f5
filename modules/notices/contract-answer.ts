/** The one line that answers "does my town hall work?", the same on pages, in notices and in mails: the worst state first, then what else, then what is fine. */
import type { PublicState } from './contract-public.ts'

export type Answer = { readonly state: PublicState; readonly title: string; readonly text?: string }
type Key = 'body.down' | 'body.allDown' | 'body.limited' | 'body.unknown' | 'body.ok' | 'body.also.limited' | 'body.also.unknown' | 'body.also.fine'
/** Says a message that has plural forms. */
export type SayMany = (key: Key, count: number, params?: Readonly<Record<string, number>>) => string

export function answerOf(states: readonly PublicState[], say: SayMany): Answer {
  const total = states.length
  const count = (state: PublicState): number => states.filter((one) => one === state).length
  const [down, limited, unknown] = [count('down'), count('limited'), count('unknown')]
  const also = (key: Key, n: number): string[] => (n > 0 ? [say(key, n)] : [])
  const answer = (state: PublicState, title: string, ...rest: readonly string[][]): Answer => {
    const text = rest.flat().join(' ')
    return { state, title, ...(text ? { text } : {}) }
  }
  const fine = also('body.also.fine', total - down - limited - unknown)
  if (down > 0 && down === total) return answer('down', say('body.allDown', down))
  if (down > 0) return answer('down', say('body.down', down, { total }), also('body.also.limited', limited), also('body.also.unknown', unknown), fine)
  if (limited > 0) return answer('limited', say('body.limited', limited, { total }), also('body.also.unknown', unknown), fine)
  if (unknown > 0 || total === 0) return answer('unknown', say('body.unknown', unknown, { total }), fine)
  return answer(states.includes('restored') ? 'restored' : 'working', say('body.ok', total))
}

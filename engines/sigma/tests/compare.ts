/** Both ways over the same bytes. What they say must be the same to the last pair. */
import { createMatcher, createNaive, type FieldNames, type Matcher, type Rule } from '../index.ts'

export type Said = { readonly lines: number; readonly broken: number; readonly bytes: number; readonly pairs: readonly string[] }

export function said(matcher: Matcher, bytes: Uint8Array): Said {
  const pairs: string[] = []
  const counts = matcher.scan(bytes, (line, rule) => { pairs.push(`line ${line} rule ${rule}`) })
  return { ...counts, pairs: pairs.toSorted() }
}

export type Manner = { readonly routing: 'product' | 'none'; readonly lessons: readonly number[]; readonly names?: FieldNames }

/** @returns where they differ, in words; nothing where they do not. `times`: the fast way learns between one and the next. */
export function differences(rules: readonly Rule[], bytes: Uint8Array, manner: Manner, times = 1): string[] {
  const right = said(createNaive(rules, manner), bytes)
  const matcher = createMatcher(rules, { ...manner, secret: 0x5ec2e7 })
  const found: string[] = []
  for (let time = 0; time < times; time++) found.push(...differ(right, said(matcher, bytes)).map((one) => `${one} (time ${time})`))
  return found
}

export function differ(right: Said, fast: Said): string[] {
  const [a, b] = [new Set(right.pairs), new Set(fast.pairs)]
  return [
    ...(['lines', 'broken', 'bytes'] as const).flatMap((name) => (right[name] === fast[name] ? [] : [`${name}: ${fast[name]} instead of ${right[name]}`])),
    ...right.pairs.filter((one) => !b.has(one)).map((one) => `missing ${one}`),
    ...fast.pairs.filter((one) => !a.has(one)).map((one) => `too much ${one}`),
    ...(b.size === fast.pairs.length ? [] : ['a pair twice']),
    ...(a.size === right.pairs.length ? [] : ['a pair twice in the authority']),
  ]
}

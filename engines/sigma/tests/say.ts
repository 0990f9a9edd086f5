/** Helpers of this engine's tests: a rule from its detection, and whether it speaks of an event. */
import { createNaive, readRules, type Lists, type RuleSet } from '../index.ts'

/** Lines at the left margin of their block; `detection` is indented by two. */
export const rule = (detection: string, more = ''): string => `title: A rule\nlogsource:\n  product: test\n${more}detection:\n${detection.replace(/^/gm, '  ')}\n`

export const read = (text: string, lists: Lists = {}): RuleSet => readRules([{ path: 'rule.yml', text }], { lists })

/** Code of each problem, in order. */
export const codes = (set: Pick<RuleSet, 'refused'>): string[] => set.refused.flatMap((one) => one.problems.map((problem) => problem.code))

/** Whether the one rule holds for the event; throws where the rule was refused, since then the test is about something else. */
export function fires(detection: string, event: unknown, lists: Lists = {}): boolean {
  const { rules, refused } = read(rule(detection), lists)
  if (rules.length !== 1) throw new Error(JSON.stringify(refused))
  return hits(rules, [event]).length > 0
}

/** For one selection: `condition: s` is added. */
export const says = (selection: string, event: unknown, lists: Lists = {}): boolean => fires(`s:\n${selection.replace(/^/gm, '  ')}\ncondition: s`, event, lists)

export function hits(rules: RuleSet['rules'], events: readonly unknown[], routing: 'product' | 'none' = 'none'): [line: number, rule: number][] {
  const found: [number, number][] = []
  createNaive(rules, { routing }).scan(new TextEncoder().encode(events.map((event) => JSON.stringify(event)).join('\n')), (line, index) => { found.push([line, index]) })
  return found
}

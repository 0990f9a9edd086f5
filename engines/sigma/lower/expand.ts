import { MAX_SPELLINGS } from '../limits.ts'

/** Values for `%name%`, by name. */
export type Lists = Readonly<Record<string, readonly string[]>>

/** Every way to fill the placeholders in; a list's values are read as a rule's are, with wildcards. In an expression they are literal. */
export function expand(written: string, lists: Lists, regex: boolean): readonly string[] | { readonly code: string; readonly message: string } {
  const parts = written.split(/%([\w.-]+)%/)
  if (parts.length === 1) return { code: 'no_placeholder', message: '`expand` needs a placeholder such as %servers% in its value.' }
  let all = [parts[0]!]
  for (let at = 1; at < parts.length; at += 2) {
    const name = parts[at]!
    const values = Object.hasOwn(lists, name) ? lists[name]! : []
    if (values.length === 0) return { code: 'unresolved_placeholder', message: `No values are given for %${name}%: the rule could never hold.` }
    if (all.length * values.length > MAX_SPELLINGS) return { code: 'too_many_values', message: `The placeholders stand for more than ${MAX_SPELLINGS} values.` }
    all = all.flatMap((one) => values.map((value) => one + (regex ? value.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&') : value) + parts[at + 1]!))
  }
  return all
}

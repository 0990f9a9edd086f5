/** What the watch asks of a rule engine, whichever it is: rules as written in, a scan over raw lines out. */
export type WrittenRule = { readonly id: string; readonly yaml: string }
export type CompiledRules = {
  /** Lines are ended by newlines; `line` counts from 0, and one line may meet several rules. */
  scan(bytes: Buffer, hit: (line: number, ruleId: string) => void): { readonly lines: number; readonly broken: number }
}
export type CompileRules = (rules: readonly WrittenRule[]) => CompiledRules

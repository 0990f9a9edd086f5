/** What the watch asks of a rule engine, whichever it is: rules as written in, a scan over raw lines out. */
export type WrittenRule = { readonly id: string; readonly yaml: string }
/** Of one piece. `line` counts from 0, and one line may meet several rules. */
export type Scanned = { readonly lines: number; readonly broken: number; readonly hits: readonly (readonly [line: number, ruleId: string])[] }
/** A rule that did not come to an end over lines, and the pattern at which it stood. */
export type Stuck = { readonly ruleId: string; readonly pattern: string }
export type CompiledRules = {
  /** Lines are ended by newlines. Rules that are stuck are left out from then on, and said: their answers for these pieces are missing, all others are whole. */
  match(pieces: readonly Uint8Array[]): Promise<{ readonly pieces: readonly Scanned[]; readonly stuck: readonly Stuck[] }>
  /** Makes ready what the first lines would wait for. */
  warm(): Promise<void>
  close(): Promise<void>
}
export type CompileRules = (rules: readonly WrittenRule[]) => CompiledRules

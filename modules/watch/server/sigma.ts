/** Sigma rules made into one matcher: the one place that knows which engine it is. */
import { createNaive, readRules } from '#engines/sigma/index.ts'
import type { CompileRules } from './matching.ts'

export const compileSigma: CompileRules = (written) => {
  const { rules } = readRules(written.map(({ id, yaml }) => ({ path: id, text: yaml })))
  const matcher = createNaive(rules)
  return { scan: (bytes, hit) => matcher.scan(bytes, (line, rule) => hit(line, rules[rule]!.id)) }
}

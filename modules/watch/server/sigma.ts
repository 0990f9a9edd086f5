/** Sigma rules made into one matcher: the one place that knows which engine it is. */
import { createNaive, fieldNames, readRules } from '#engines/sigma/index.ts'
import type { CompileRules } from './matching.ts'

export const compileSigma: CompileRules = (written) => {
  const { rules } = readRules(written.map(({ id, yaml }) => ({ path: id, text: yaml })))
  const matcher = createNaive(rules, fieldNames)
  return { scan: (bytes, hit) => matcher.scan(bytes, (line, rule) => hit(line, rule)) }
}

/** The thread of one matcher (detectors.ts). */
import { randomInt } from 'node:crypto'
import { setFlagsFromString } from 'node:v8'
import { parentPort, workerData } from 'node:worker_threads'
import { createMatcher, readRules, type RuleFile } from '#engines/sigma/index.ts'
import type { Found, Ready } from './detectors.ts'
import { hitsFor } from './together.ts'

// A pattern that goes back and forth too often is looked for in linear time, where V8 can.
setFlagsFromString('--enable-experimental-regexp-engine-on-excessive-backtracks')
setFlagsFromString('--regexp-backtracks-before-fallback=50000')

const { files, routing, together } = workerData as { files: readonly RuleFile[]; routing: 'product' | 'none'; together: boolean }
const port = parentPort!
const { matcher, hitsIn } = begin()
port.on('message', (bytes: Uint8Array) => port.postMessage(find(bytes)))

/** Only the matcher stays, and what correlations ask: what the rules were read into may go. */
function begin() {
  const { rules, refused, correlations } = readRules(files)
  const made = createMatcher(rules, { routing, secret: randomInt(2 ** 32) })
  port.postMessage({ ids: rules.map((rule) => rule.id), heads: together ? rules.map(({ head: { id, name } }) => ({ id, name })) : [], refused, correlations } satisfies Ready)
  return { matcher: made, hitsIn: together && correlations.length > 0 ? hitsFor(correlations, rules) : undefined }
}

function find(bytes: Uint8Array): Found {
  const pairs: number[] = []
  const { lines, broken } = matcher.scan(bytes, (line, rule) => pairs.push(line, rule))
  return { lines, broken, pairs: Uint32Array.from(pairs), hits: hitsIn?.(bytes, pairs) ?? [] }
}

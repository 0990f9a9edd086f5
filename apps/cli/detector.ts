/** The thread of one matcher (detectors.ts). */
import { randomInt } from 'node:crypto'
import { setFlagsFromString } from 'node:v8'
import { parentPort, workerData } from 'node:worker_threads'
import { createMatcher, type Rule } from '#engines/sigma/index.ts'
import type { Found } from './detectors.ts'

const { rules, routing } = workerData as { rules: readonly Rule[]; routing: 'product' | 'none' }
// A pattern that goes back and forth too often is looked for in linear time, where V8 can.
setFlagsFromString('--enable-experimental-regexp-engine-on-excessive-backtracks')
setFlagsFromString('--regexp-backtracks-before-fallback=50000')
const matcher = createMatcher(rules, { routing, secret: randomInt(2 ** 32) })
const port = parentPort!
port.on('message', (bytes: Uint8Array) => port.postMessage(find(bytes)))
port.postMessage('ready')

function find(bytes: Uint8Array): Found {
  const pairs: number[] = []
  const { lines, broken } = matcher.scan(bytes, (line, rule) => pairs.push(line, rule))
  return { lines, broken, pairs: Uint32Array.from(pairs) }
}

/** The thread of one matcher (detectors.ts). */
import { parentPort, workerData } from 'node:worker_threads'
import { createMatcher, type Rule } from '#engines/sigma/index.ts'
import type { Found } from './detectors.ts'

const { rules, routing } = workerData as { rules: readonly Rule[]; routing: 'product' | 'none' }
const matcher = createMatcher(rules, { routing })
const port = parentPort!
port.on('message', (bytes: Uint8Array) => port.postMessage(find(bytes)))
port.postMessage('ready')

function find(bytes: Uint8Array): Found {
  const pairs: number[] = []
  const { lines, broken } = matcher.scan(bytes, (line, rule) => pairs.push(line, rule))
  return { lines, broken, pairs: Uint32Array.from(pairs) }
}

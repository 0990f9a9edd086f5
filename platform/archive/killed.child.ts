/** Writes a segment of 200 MB until somebody kills it. For tests. */
import { storeAt, type ArchivePlace } from './index.ts'

const [, , place = '{}', key = ''] = process.argv
const bytes = Buffer.alloc(200 * 1_048_576, 1)
process.stdout.write('begins\n')
await storeAt(JSON.parse(place) as ArchivePlace).put(key, bytes)
await new Promise((resolve) => setTimeout(resolve, 10_000))

/** The thread in which lines are compressed. */
import { storeAt, type ArchivePlace } from '#platform/archive/index.ts'
import { serveThread } from '#platform/threads/index.ts'
import { createStretcher, type Ask } from './stretch.ts'

serveThread<ArchivePlace, null, Ask, unknown>((archive) => {
  const stretcher = createStretcher(storeAt(archive))
  return { ready: null, answer: async (ask) => ({ answer: 'look' in ask ? await stretcher.look(...ask.look) : 'take' in ask ? await stretcher.take(ask.take) : await stretcher.write(...ask.write) }) }
})

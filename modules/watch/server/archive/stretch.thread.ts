/** The thread in which lines are compressed. */
import { serveThread } from '#platform/threads/index.ts'
import { folderStretcher, type Ask } from './stretch.ts'

serveThread<string, null, Ask, unknown>((archive) => {
  const stretcher = folderStretcher(archive)
  return { ready: null, answer: async (ask) => ({ answer: 'look' in ask ? await stretcher.look(...ask.look) : 'take' in ask ? await stretcher.take(ask.take) : await stretcher.write(...ask.write) }) }
})

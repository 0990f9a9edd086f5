/** The thread in which long events are taken apart. */
import { serveThread } from '#platform/threads/index.ts'
import { createApart, type Asked } from './apart.ts'

serveThread<null, null, Asked, unknown>(() => {
  const apart = createApart()
  return { ready: null, answer: async (asked) => ({ answer: await apart(asked) }) }
})

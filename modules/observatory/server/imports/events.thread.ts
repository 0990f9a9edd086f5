/** The thread in which events of MISP are taken apart: a text goes in, what it says comes out a part at a time. */
import { serveThread } from '#platform/threads/index.ts'
import { manifestLines, readMispAll, type Line, type Told } from '../../core/imports/misp.ts'

export type Asked = { readonly text: string | Uint8Array; readonly what: 'events' | 'manifest'; readonly sure: boolean } | 'next'
export type Part = { readonly part: readonly (Told | Line)[]; readonly more: boolean }

const PART = 200

serveThread<null, null, Asked, Part>(() => {
  let rest: Iterator<Told | Line> = [].values()
  return {
    ready: null,
    answer(asked) {
      if (asked !== 'next') {
        const text = typeof asked.text === 'string' ? asked.text : Buffer.from(asked.text.buffer, asked.text.byteOffset, asked.text.byteLength).toString('utf8')
        rest = asked.what === 'manifest' ? manifestLines(text).values() : readMispAll(text, { sure: asked.sure })
      }
      const part: (Told | Line)[] = []
      for (let one = rest.next(); ; one = rest.next()) {
        if (one.done) return { answer: { part, more: false } }
        part.push(one.value)
        if (part.length >= PART) return { answer: { part, more: true } }
      }
    },
  }
})

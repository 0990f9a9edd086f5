/** Events of MISP without holding anybody up: of a long text only pieces come into this thread. It ends with whoever asked. */
import { setImmediate as turn } from 'node:timers/promises'
import { startThread, type Thread } from '#platform/threads/index.ts'
import { momentOf } from '../../core/facts.ts'
import type { Value } from '../../core/values.ts'
import { createApart, type Asked, type Head, type ManifestPiece, type Piece, type ReadText } from './apart.ts'

/** Taken apart within a few milliseconds. */
const SHORT = 16_384
const START_MS = 60_000
const LIMIT_MS = 300_000
/** An event of 200,000 attributes in 64 MB takes about 1.5 GB while it is taken apart. */
const MEMORY_MB = 2048

export const isLongText = (text: string | Buffer | undefined): boolean => (text?.length ?? 0) > SHORT

/** One event that is being taken: its pieces come once, in their order. */
export type Taken = {
  readonly head: Head; pieces(): AsyncIterable<Piece>
  alike(a: string, b: string): Promise<boolean>; restamp(body: string, stamp: number): Promise<string>; valuesOf(body: string): Promise<readonly Value[]>
}
export type Taking = {
  /** The text is handed over. @returns undefined where it is more than there is room or time for. */
  read(text: string | Buffer): Promise<ReadText | undefined>
  /** Of the text that was read last. @param whole held to the whole standard. */
  take(at: number, whole: boolean): Promise<Taken | undefined>
  /** @returns undefined where it is none. */
  manifest(text: Buffer): Promise<ManifestPiece['lines'] | undefined>
  end(): Promise<void>
}

/** A long text goes to the thread as it is, without a copy: whoever gave it has it no more. */
function handedOver(asked: Asked): ArrayBuffer[] {
  const bytes = typeof asked === 'string' ? undefined : 'read' in asked ? asked.read : 'manifest' in asked ? asked.manifest : undefined
  return bytes instanceof Uint8Array && bytes.buffer instanceof ArrayBuffer && bytes.byteLength === bytes.buffer.byteLength ? [bytes.buffer] : []
}

export function createTaking(): Taking {
  let thread: Thread<null, Asked, unknown> | undefined
  const here = createApart()
  async function far(asked: Asked): Promise<unknown> {
    thread ??= startThread<null, Asked, unknown>(new URL('apart.thread.ts', import.meta.url), { data: null, startMs: START_MS, memoryMb: MEMORY_MB })
    const said = await thread.ask(asked, LIMIT_MS, handedOver(asked)).catch((error: unknown) => { if (error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY') return 'overtime' as const; throw error })
    if (said !== 'overtime') return said.answer
    // What comes to no end, or is more than its memory, costs the thread; the next text has another.
    thread = undefined
    return undefined
  }
  /** Where the text is that was read last. */
  let ask: (asked: Asked) => Promise<unknown> = here
  const placed = (text: string | Buffer): void => { ask = isLongText(text) ? far : here }
  const heavy = (...texts: readonly string[]) => (texts.some(isLongText) ? far : here)

  return {
    async read(text) { placed(text); return (await ask({ read: text })) as ReadText | undefined },
    async take(at, whole) {
      const asked = ask, head = (await asked({ take: at, whole })) as Head | undefined
      return head && {
        head,
        async *pieces() {
          for (let more = true; more;) {
            const piece = (await asked('next')) as Piece | undefined
            if (!piece) throw new Error('the event was lost while it was taken apart')
            yield piece
            more = piece.more
            await turn()
          }
        },
        alike: async (a, b) => a === b || ((await heavy(a, b)({ alike: [a, b] })) as boolean),
        restamp: async (body, stamp) => (await heavy(body)({ restamp: body, stamp })) as string ?? JSON.stringify({ ...(JSON.parse(body) as object), modified: momentOf(stamp) }),
        valuesOf: async (body) => ((await heavy(body)({ valuesOf: body })) as Value[] | undefined) ?? [],
      }
    },
    async manifest(text) {
      placed(text)
      if ((await ask({ manifest: text })) === undefined) return undefined
      const lines: ManifestPiece['lines'][number][] = []
      for (let more = true; more;) {
        const piece = (await ask('lines')) as ManifestPiece | undefined
        if (!piece || piece.isWrong) return undefined
        lines.push(...piece.lines)
        more = piece.more
      }
      return lines
    },
    end: async () => { await thread?.end() },
  }
}

/**
 * The way a public document goes out: from memory where it is there, else drawn once however many ask for it, and kept until a
 * public change drops it. An address is kept only in the form in which our own links write it.
 */
import { setTimeout } from 'node:timers/promises'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Refusal } from '#platform/contract/index.ts'
import { withoutTokens } from '#platform/contract/links.ts'
import { troubleOf } from '#platform/db/trouble.ts'
import type { Page } from '#platform/http/pages.ts'
import type { Made, Place } from '#platform/http/site.ts'
import { STOPPED_AT, type PublicPage, type PublicRoute, type PublicViews } from '../../contract-public.ts'
import { sayMoments } from '../../core/moments.ts'
import type { Context } from '../context.ts'
import { pageOf, trueUntil } from './centre.ts'

type Sent = ReturnType<Context['needs']['pages']['put']>
export type Door = ReturnType<typeof createDoor>

export const HTML = 'text/html; charset=utf-8'
const NEVER = -1
/** For one who asks while the line to the database is broken. */
const PATIENCE_MS = 1000

export function createDoor({ ground: { clock, log, publicUrl }, needs }: Context) {
  const { pages } = needs
  const flights = new Map<string, Promise<Sent>>()
  let triedAtMs = -Infinity

  const pageFor = (place: Place): PublicPage => pageOf(place.info, { ...place, now: clock.now(), origin: publicUrl, assets: needs.assets() })

  function draw<R extends PublicRoute>(place: Place, route: R, view: PublicViews[R], made: Partial<Made> = {}): Made {
    return { body: needs.render(route, { page: pageFor(place), view }), contentType: HTML, tags: [], keep: false, ...made }
  }

  /** A refusal becomes a page that says what to do; a reader never meets JSON. */
  function failed(place: Place, error: unknown, requestId: string): Made {
    const code = error instanceof Refusal ? error.code : 'failed'
    const gone = code === 'expired'
    const missing = code === 'not_found'
    const away = code === 'unavailable' || code === 'busy' || troubleOf(error) !== undefined
    // Sent by no form of ours: its own status, and the page that leads back.
    const odd = code === 'unsupported' ? 415 : code === 'too_large' ? 413 : undefined
    const status = gone ? 410 : missing || odd ? 404 : away ? 503 : 500
    if (status >= 500) log.error('a public page failed', { path: withoutTokens(place.path), error })
    return draw(place, 'error', { status, ...(status >= 500 ? { requestId } : {}) }, { status: odd ?? status, ...(away ? { headers: { 'retry-after': '30' } } : {}) })
  }

  /** With the database away, the page as it was when the line to it broke: it says so. What still can be drawn is drawn. */
  const lastKnown = (place: Place, address: string): Sent | undefined => pages.last(address, (page, at) => stopped(page, sayMoments(place.info.timeZone)[place.lang](at)))
  function lastKnownIfAway(place: Place, address: string, error: unknown): Sent | undefined {
    if (troubleOf(error) !== 'away') return undefined
    triedAtMs = clock.elapsedMs()
    return lastKnown(place, address)
  }
  /** A region reads at once: the database is asked again once a second, not by every reader. */
  const stillAway = () => clock.elapsedMs() - triedAtMs < 1000

  /** A database behind a cable that was pulled does not say that it is away: nobody waits for it who can read what was known. */
  let waiting = false
  async function soonOr(last: Sent, drawing: Promise<Sent>): Promise<Sent> {
    waiting = true
    void drawing.finally(() => { waiting = false }).catch(() => {})
    return Promise.race([drawing, setTimeout(PATIENCE_MS, last, { ref: false })])
  }

  function send(stored: Sent, request: FastifyRequest, reply: FastifyReply): FastifyReply {
    reply.hijack()
    pages.send(stored, request.raw, reply.raw)
    return reply
  }

  return {
    draw, failed,

    /** What is the same for everyone who asks at this address. */
    async keep(request: FastifyRequest, reply: FastifyReply, place: Place, make: () => Promise<Made>): Promise<FastifyReply> {
      const address = request.raw.url!
      const epoch = pages.epoch()
      // A drawing begun before a change must not serve who asks after it: the moment is part of the key.
      const key = `${epoch} ${address}`
      let flight = flights.get(key)
      if (flight === undefined) {
        const draw = async () => {
          const last = lastKnown(place, address)
          if (last && (waiting || stillAway())) return last
          // Before anything is read: what is drawn over midnight is of the day that ends.
          const until = trueUntil(place.info, clock.now())
          const drawing = make().catch((error: unknown) => lastKnownIfAway(place, address, error) ?? failed(place, error, request.id)).then(
            (made) => 'etag' in made ? made : pages.put(address, { ...pageOfMade(made), until }, made.keep && needs.hears?.() !== false ? epoch : NEVER))
          return last ? soonOr(last, drawing) : drawing
        }
        flight = draw()
        flights.set(key, flight)
        void flight.finally(() => flights.delete(key)).catch(() => {})
      }
      return send(await flight, request, reply)
    },

    /** What is one reader's: forms, their answers, spent links. Never stored, here or by a proxy. */
    async once(request: FastifyRequest, reply: FastifyReply, place: Place, make: () => Promise<Made>): Promise<FastifyReply> {
      const made = await make().catch((error: unknown) => failed(place, error, request.id))
      return send(pages.put('', { ...pageOfMade(made), headers: { 'cache-control': 'no-store', 'x-robots-tag': 'noindex', ...made.headers } }, NEVER), request, reply)
    },
  }
}

/** The line of `web/public/frame.tsx` that every document carries hidden. Feeds and fragments have none: they are served as they were. */
const stopped = (page: Page, when: string): Page => ({
  ...page, body: page.body.replace('<aside class="stopped" hidden="">', '<aside class="stopped">').replace(STOPPED_AT, when), headers: { ...page.headers, 'cache-control': 'no-store' },
})

const pageOfMade = ({ body, contentType, tags, status, headers }: Made) => ({ body, contentType, tags, ...(status === undefined ? {} : { status }), ...(headers ? { headers } : {}) })

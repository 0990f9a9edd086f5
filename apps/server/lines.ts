/** Where log lines wait when the configuration says that it is not on this disk. */
import { STREAM_READERS } from '#modules/watch/server/index.ts'
import type { Config } from '#platform/config.ts'
import type { Log } from '#platform/log/index.ts'
import { openStream, type Stream } from '#platform/stream/index.ts'

/** The servers may be away: then it is opened all the same, and meets them later. */
export function linesStream({ nats }: Pick<Config, 'nats'>, log: Log): Stream | undefined {
  return nats && openStream({ name: nats.stream, maxBytes: nats.maxBytes, readers: STREAM_READERS, servers: nats, log })
}

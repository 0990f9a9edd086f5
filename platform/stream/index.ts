/**
 * A bounded queue on NATS JetStream, kept by three servers where there are three: what `publish` has acknowledged outlives the kill of
 * any of them, and comes to each reader at least once, in about the order in which it came. Any number of processes work for one reader.
 */
export type { Servers } from './link.ts'
export { openStream, type Held, type Stream, type StreamOptions, type StreamReader, type StreamState } from './stream.ts'

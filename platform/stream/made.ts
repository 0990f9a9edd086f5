/** The stream and its readers, made where they are missing and raised where the servers allow more. */
import { nanos, type NatsConnection } from '@nats-io/transport-node'
import { AckPolicy, DeliverPolicy, DiscardPolicy, JetStreamApiError, jetstreamManager, ReplayPolicy, RetentionPolicy, StorageType, type JetStreamManager, type StreamConfig } from '@nats-io/jetstream'
import type { Log } from '../log/index.ts'

export type Shape = {
  readonly name: string
  /** Bytes that wait on the disk of each server that keeps them; beyond them nothing is taken. */
  readonly maxBytes: number
  /** Without whom nothing goes. */
  readonly readers: readonly string[]
}
/** How long a message that was handed out may be silent before somebody else gets it. */
export const SILENT_MS = 30_000
/** Copies of each message where there are servers enough. */
const COPIES = 3
/** Handed out and not yet done, over all who work for one reader. */
const HELD_MOST = 100_000
/** A message that comes twice within this time is kept once. */
const TWICE_MS = 120_000

export const subjectOf = (name: string): string => `${name}.lines`

/**
 * A message stays until every reader is done with it (interest), so the readers are there before the first one.
 * @returns how many copies there are. @throws what the servers say.
 */
export async function make(connection: NatsConnection, shape: Shape, log: Log): Promise<{ readonly copies: number }> {
  const manager = await jetstreamManager(connection, { checkAPI: false, timeout: 5000 })
  const copies = await makeStream(manager, shape, isCluster(connection) ? COPIES : 1, log)
  const floors: number[] = []
  for (const reader of shape.readers) {
    const config = { durable_name: reader, ack_policy: AckPolicy.Explicit, deliver_policy: DeliverPolicy.All, replay_policy: ReplayPolicy.Instant, ack_wait: nanos(SILENT_MS), max_deliver: -1, max_ack_pending: HELD_MOST }
    floors.push((await absent(manager.consumers.info(shape.name, reader)) ?? await manager.consumers.add(shape.name, config)).ack_floor.stream_seq)
  }
  await sweep(manager, shape.name, Math.min(...floors))
  return { copies }
}

async function makeStream(manager: JetStreamManager, { name, maxBytes }: Shape, wanted: number, log: Log): Promise<number> {
  const there = await absent(manager.streams.info(name))
  if (!there) {
    const config: Partial<StreamConfig> & { name: string } = { name, subjects: [subjectOf(name)], retention: RetentionPolicy.Interest, storage: StorageType.File, discard: DiscardPolicy.New, max_bytes: maxBytes, duplicate_window: nanos(TWICE_MS) }
    return (await copied((num_replicas) => manager.streams.add({ ...config, num_replicas }), wanted)).config.num_replicas
  }
  if (there.config.max_bytes !== maxBytes) await manager.streams.update(name, { max_bytes: maxBytes })
  if (there.config.num_replicas >= wanted) return there.config.num_replicas
  const { config: { num_replicas: copies } } = await copied((num_replicas) => manager.streams.update(name, { num_replicas }), wanted)
  if (copies > there.config.num_replicas) log.info('the stream of log lines is kept by more servers now', { copies })
  return copies
}

/** Servers that fell in the middle may keep what all readers are done with: it would fill the stream. */
async function sweep(manager: JetStreamManager, name: string, floor: number): Promise<void> {
  const { state } = await manager.streams.info(name)
  if (state.messages > 0 && state.first_seq <= floor) await manager.streams.purge(name, { seq: floor + 1 })
}

/** A server that stands alone would say yes to three copies, and keep one. */
const isCluster = ({ info }: NatsConnection): boolean => (info?.cluster ?? '') !== ''

/** As many copies as the servers can hold: three, else one. */
async function copied<T>(ask: (copies: number) => Promise<T>, copies: number): Promise<T> {
  try { return await ask(copies) } catch (error) {
    if (error instanceof JetStreamApiError && (NO_CLUSTER.has(error.code) || /no suitable peers/i.test(error.message))) return ask(1)
    throw error
  }
}
/** Copies without a cluster; a cluster that has too few servers or too little space on them. */
const NO_CLUSTER: ReadonlySet<number> = new Set([10_074, 10_005])
/** No such stream; no such reader. */
const ABSENT: ReadonlySet<number> = new Set([10_059, 10_014])

async function absent<T>(asked: Promise<T>): Promise<T | undefined> {
  try { return await asked } catch (error) {
    if (error instanceof JetStreamApiError && ABSENT.has(error.code)) return undefined
    throw error
  }
}

/** One request for what waits, answered at once: the library's own `fetch` waits a second for more. */
import { createInbox, type Msg, type NatsConnection } from '@nats-io/transport-node'

export type Want = { readonly messages: number; readonly bytes: number }
/** Nothing came for so long: the leader is gone, or the way. What it had sent comes again to whoever asks later. */
const SILENCE_MS = 3000
const TOO_SMALL = 409

/** At least one message where there is one, whatever its size. Empty where nothing waits, or nobody answers. */
export async function pull(connection: NatsConnection, stream: string, reader: string, want: Want): Promise<Msg[]> {
  const { got, why } = await ask(connection, stream, reader, { batch: want.messages, max_bytes: want.bytes })
  return got.length === 0 && why === TOO_SMALL ? (await ask(connection, stream, reader, { batch: 1 })).got : got
}

/** @throws Error where the connection is over. */
async function ask(connection: NatsConnection, stream: string, reader: string, want: { readonly batch: number; readonly max_bytes?: number }): Promise<{ readonly got: Msg[]; readonly why: number | undefined }> {
  const { promise, resolve } = Promise.withResolvers<{ got: Msg[]; why: number | undefined }>()
  const inbox = createInbox()
  const got: Msg[] = []
  const end = (why?: number) => { clearTimeout(timer); subscription.unsubscribe(); resolve({ got, why }) }
  let timer = setTimeout(end, SILENCE_MS)
  const subscription = connection.subscribe(inbox, {
    callback(error, message) {
      if (error) return end()
      const code = message.headers?.code ?? 0
      if (code > 0) return end(code)
      got.push(message)
      if (got.length === want.batch) return end()
      clearTimeout(timer)
      timer = setTimeout(end, SILENCE_MS)
    },
  })
  try { connection.publish(`$JS.API.CONSUMER.MSG.NEXT.${stream}.${reader}`, JSON.stringify({ ...want, no_wait: true }), { reply: inbox }) } catch { end() }
  return promise
}

/** The number of a message in its stream, as it stands in the address of its acknowledgement; a domain stands in it where there is one. */
export function numberOf({ reply = '' }: Msg): number {
  const parts = reply.split('.')
  return Number(parts[parts.length > 9 ? 7 : 5])
}

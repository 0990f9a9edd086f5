/**
 * Text messages leave through a gateway of the centre's choice: one POST, signed as standardwebhooks.com says. The id of
 * the message is the same at every try, so a gateway that has taken it can know it again.
 */
import { createHash } from 'node:crypto'
import { Webhook } from 'standardwebhooks'
import type { Clock } from '../clock.ts'

export type Texter = {
  /** Resolves when the gateway has taken it. @throws Error, with `permanent` when another try would be refused as well. */
  send(message: { readonly key: string; readonly to: string; readonly text: string }): Promise<{ messageId: string }>
}

const TIMEOUT_MS = 15_000
/** Asked too early, too often or too slowly: worth another try. */
const passing: readonly number[] = [408, 409, 425, 429]

export function createTexter({ url, secret }: { url: string; secret: string }, clock: Clock): Texter {
  const signer = new Webhook(secret)
  return {
    async send({ key, to, text }) {
      const messageId = `msg_${createHash('sha256').update(key).digest('hex').slice(0, 32)}`
      const at = clock.now()
      const body = JSON.stringify({ type: 'sms.send', timestamp: at.toISOString(), data: { to, text } })
      const answer = await fetch(url, {
        method: 'POST', body, redirect: 'error', signal: AbortSignal.timeout(TIMEOUT_MS),
        headers: {
          'content-type': 'application/json', 'user-agent': 'Bastida',
          'webhook-id': messageId, 'webhook-timestamp': String(Math.floor(at.getTime() / 1000)), 'webhook-signature': signer.sign(messageId, at, body),
        },
      })
      await answer.body?.cancel()
      if (!answer.ok) throw Object.assign(new Error(`the gateway answered ${answer.status}`), { permanent: answer.status >= 400 && answer.status < 500 && !passing.includes(answer.status) })
      return { messageId }
    },
  }
}

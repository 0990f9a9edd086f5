/** One signed POST. Goes to the open Internet only: an address inside is refused when the name is resolved, so a name cannot change its mind. */
import { request as httpRequest } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { isIP } from 'node:net'
import { Webhook } from 'standardwebhooks'
import { isInside, outside } from '#platform/http/outside.ts'

export type Posted = { readonly ok: boolean; readonly status: number | null; readonly problem: string }
const TIMEOUT_MS = 10_000

export function postHook(hook: { url: string; secret: string; messageId: string; payload: string }, at: Date, options: { local?: boolean; timeoutMs?: number } = {}): Promise<Posted> {
  const url = new URL(hook.url)
  if (!options.local && url.protocol !== 'https:') return Promise.resolve({ ok: false, status: null, problem: 'only https' })
  if (!options.local && isIP(url.hostname.replace(/^\[|\]$/g, '')) && isInside(url.hostname.replace(/^\[|\]$/g, ''))) return Promise.resolve({ ok: false, status: null, problem: 'an address inside a network' })
  const body = Buffer.from(hook.payload, 'utf8')
  const headers = {
    'content-type': 'application/json', 'content-length': body.length, 'user-agent': 'Bastida',
    'webhook-id': hook.messageId, 'webhook-timestamp': String(Math.floor(at.getTime() / 1000)), 'webhook-signature': new Webhook(hook.secret).sign(hook.messageId, at, hook.payload),
  }
  return new Promise((done) => {
    // From the first byte to the last: silence alone would leave the time to a receiver that sends a byte now and then.
    const signal = AbortSignal.timeout(options.timeoutMs ?? TIMEOUT_MS)
    const failed = (error: Error) => done({ ok: false, status: null, problem: signal.aborted ? 'no answer in ten seconds' : error.message.slice(0, 300) })
    const send = url.protocol === 'https:' ? httpsRequest : httpRequest
    const request = send(url, { method: 'POST', headers, signal, ...(options.local ? {} : { lookup: outside }) }, (response) => {
      response.on('error', () => {}).resume() // what it says is not read; a redirect is not followed
      const status = response.statusCode ?? 0
      done({ ok: status >= 200 && status < 300, status, problem: status >= 200 && status < 300 ? '' : `answered ${status}` })
    })
    request.on('error', failed)
    request.end(body)
  })
}

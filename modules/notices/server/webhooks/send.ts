/** One signed POST. Goes to the open Internet only: an address inside is refused when the name is resolved, so a name cannot change its mind. */
import { lookup as resolve, type LookupAddress } from 'node:dns'
import { request as httpRequest } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { BlockList, isIP } from 'node:net'
import { Webhook } from 'standardwebhooks'

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

type Callback = (error: NodeJS.ErrnoException | null, address: string | LookupAddress[], family?: number) => void
function outside(hostname: string, options: object, callback: Callback) {
  resolve(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return callback(error, '', 0)
    const inside = addresses.some((one) => isInside(one.address))
    if (inside || addresses.length === 0) return callback(Object.assign(new Error('an address inside a network'), { code: 'EACCES' }), '', 0)
    if ((options as { all?: boolean }).all) return callback(null, addresses)
    callback(null, addresses[0]!.address, addresses[0]!.family)
  })
}

/** Loopback, private, link-local (cloud metadata among them), carrier, documentation, multicast. */
function isInside(address: string): boolean {
  const plain = address.toLowerCase().startsWith('::ffff:') && isIP(address.slice(7)) === 4 ? address.slice(7) : address
  return insides.check(plain, isIP(plain) === 6 ? 'ipv6' : 'ipv4')
}

const insides = (() => {
  const list = new BlockList()
  for (const [net, bits] of [['0.0.0.0', 8], ['10.0.0.0', 8], ['100.64.0.0', 10], ['127.0.0.0', 8], ['169.254.0.0', 16], ['172.16.0.0', 12], ['192.0.0.0', 24], ['192.168.0.0', 16], ['198.18.0.0', 15], ['224.0.0.0', 3]] as const) list.addSubnet(net, bits, 'ipv4')
  for (const [net, bits] of [['::', 96], ['64:ff9b::', 96], ['fc00::', 7], ['fe80::', 10], ['ff00::', 8]] as const) list.addSubnet(net, bits, 'ipv6')
  return list
})()

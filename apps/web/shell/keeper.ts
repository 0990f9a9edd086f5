/**
 * One look at every answer of the server, whichever client of whichever module asked: a session that ended while somebody was
 * typing, and a line that broke. Set once, before the first page.
 */

const SIGNED_OUT = 'bastida:signed-out'
const LINE = 'bastida:line'

/** What was asked waits until the person is in again (`again`), and is then asked once more; else its refusal goes on its way. */
export type SignedOut = { settle(again: boolean): void }

export function watchFetch(target: Window & typeof globalThis): void {
  const plain = target.fetch.bind(target)
  target.fetch = async (...asked) => {
    const answer = await plain(...asked).catch((error: unknown) => {
      // A request called off by its page is no broken line; fetch says TypeError when nobody answered.
      if (error instanceof TypeError) target.dispatchEvent(new CustomEvent(LINE, { detail: false }))
      throw error
    })
    target.dispatchEvent(new CustomEvent(LINE, { detail: true }))
    if (answer.status !== 401 || !needsSession(asked[0], target.location.href)) return answer
    const again = await new Promise<boolean>((settle) => {
      const heard = !target.dispatchEvent(new CustomEvent<SignedOut>(SIGNED_OUT, { cancelable: true, detail: { settle } }))
      if (!heard) settle(false)
    })
    return again ? plain(...asked) : answer
  }
}

/** A wrong password answers 401 as well: the doors of sign-in speak for themselves. */
function needsSession(asked: RequestInfo | URL, base: string): boolean {
  const { origin, pathname } = new URL(asked instanceof Request ? asked.url : asked, base)
  return origin === new URL(base).origin && pathname.startsWith('/api/') && !pathname.startsWith('/api/auth/')
}

export const hearSignedOut = (tell: (one: SignedOut) => void): (() => void) => hear<SignedOut>(SIGNED_OUT, (event) => {
  event.preventDefault()
  tell(event.detail)
})
export const hearLine = (tell: (works: boolean) => void): (() => void) => hear<boolean>(LINE, (event) => tell(event.detail))

function hear<D>(name: string, tell: (event: CustomEvent<D>) => void): () => void {
  const listener = (event: Event): void => tell(event as CustomEvent<D>)
  addEventListener(name, listener)
  return () => removeEventListener(name, listener)
}

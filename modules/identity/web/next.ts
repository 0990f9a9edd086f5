/** Where sign-in leads afterwards. */

const inside = /^\/(?:console|space|account)(?:[/?#]|$)/

/**
 * The path asked for by `next`, when it is one of this site's own pages; undefined otherwise.
 * `//other.example`, `/\other.example` and `javascript:` are refused by comparing origins, not by looking at signs.
 */
export function safeNext(asked: string | null, origin: string): string | undefined {
  if (!asked?.startsWith('/')) return undefined
  let url: URL
  try {
    url = new URL(asked, origin)
  } catch {
    return undefined
  }
  const path = url.pathname + url.search + url.hash
  return url.origin === origin && inside.test(path) ? path : undefined
}

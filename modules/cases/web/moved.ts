import type { ShouldRevalidateFunctionArgs } from 'react-router'

/** Moving along a list changes only which one is looked at. */
export function unlessOnlyMoved(...names: readonly string[]) {
  return ({ currentUrl, nextUrl, formMethod, defaultShouldRevalidate }: ShouldRevalidateFunctionArgs): boolean => {
    if (formMethod || currentUrl.pathname !== nextUrl.pathname || currentUrl.href === nextUrl.href) return defaultShouldRevalidate
    const rest = (url: URL) => { const left = new URLSearchParams(url.search); for (const name of names) left.delete(name); return left.toString() }
    return rest(currentUrl) === rest(nextUrl) ? false : defaultShouldRevalidate
  }
}

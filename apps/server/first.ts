/**
 * What a page of the app is sure to ask for, said in its first answer: the browser fetches parts and data beside the application
 * instead of after it.
 */
export type Chunks = Readonly<Record<string, { readonly file: string; readonly imports?: readonly string[] }>>
type Opening = { readonly parts: readonly string[]; readonly data?: readonly string[] }

const APP = 'apps/web/index.html'
const WHO = '/api/identity/session'
const [CONSOLE, SPACE] = ['apps/web/shell/layout.tsx', 'apps/web/shell/space.tsx']

/** The pages that a day begins with; of any other under the same frame, the frame. Data are asked for exactly as the page's own loader asks. */
export const openings: Readonly<Record<string, Opening>> = {
  '/console/reports': { parts: [CONSOLE, 'modules/intake/web/pages/desk.tsx'], data: ['/api/intake/reports?limit=50'] },
  '/console/queue': { parts: [CONSOLE, 'modules/cases/web/loaders.ts', 'modules/cases/web/pages/queue.tsx'], data: ['/api/cases/queue?limit=50'] },
  '/console/*': { parts: [CONSOLE] },
  '/space': { parts: [SPACE, 'modules/cases/web/loaders.ts', 'modules/cases/web/pages/spaceHome.tsx'] },
  '/space/*': { parts: [SPACE] },
  '/sign-in': { parts: ['apps/web/shell/gate.tsx', 'modules/identity/web/pages/signIn.tsx'] },
}

/** @param page the app's page as it was built. @throws Error when a part that is named was not built. */
export function withFirst(page: string, path: string, chunks: Chunks): string {
  const opening = openings[path]
  if (!opening) return page
  const had = needsOf(chunks, APP)
  const scripts = [...new Set(opening.parts.flatMap((part) => [...needsOf(chunks, part)]))].filter((key) => !had.has(key))
  const links = [
    ...[WHO, ...(opening.data ?? [])].map((address) => `<link rel="preload" as="fetch" crossorigin href="${address}">`),
    ...scripts.map((key) => `<link rel="modulepreload" crossorigin href="/${chunks[key]!.file}">`),
  ]
  return page.replace('</head>', `${links.join('')}</head>`)
}

/** A part and all that it needs at once. */
function needsOf(chunks: Chunks, key: string, seen = new Set<string>()): Set<string> {
  const chunk = chunks[key]
  if (!chunk) throw new Error(`the web has no part ${key}`)
  if (seen.has(key)) return seen
  seen.add(key)
  for (const one of chunk.imports ?? []) needsOf(chunks, one, seen)
  return seen
}

import { isRouteErrorResponse, Link, useRouteError } from 'react-router'
import { Refusal, refusals } from '#platform/contract/index.ts'
import { EmptyState } from '#ui/components/parts.tsx'
import { PageHead } from '#ui/console/layout.tsx'
import { useLook } from '#ui/console/look.tsx'
import type { PlaceKey } from './layout.tsx'
import { preferredLang } from './preferences.ts'
import { wordsOf } from './words.ts'

/** Stands where a module has no page yet: says what will be here and the first step. */
export function SoonPage({ place }: { place: PlaceKey }) {
  const t = wordsOf(useLook().lang)
  return (
    <>
      <PageHead title={t(`nav.${place}`)} />
      <div className="page-body">
        <EmptyState title={t('soon.title')}>{t(`soon.${place}`)}</EmptyState>
      </div>
    </>
  )
}

/** What happened, what was kept, what to do. Works outside the layout too, when the session itself failed. */
export function FailurePage() {
  const error = useRouteError()
  const lang = preferredLang([])
  const t = wordsOf(lang)
  const kind = kindOf(error)
  return (
    <div className="page-body failure" role="alert">
      <h1>{t(`fail.${kind}`)}</h1>
      <p>{kind === 'any' ? t('fail.any.text', { code: codeOf(error) }) : kind === 'away' ? refusals.unavailable[lang] : t(`fail.${kind}.text`)}</p>
      <p className="failure-links">
        {(kind === 'any' || kind === 'away') && <a className="button" href="">{t('fail.retry')}</a>}
        <Link className="button button-secondary" to="/console">{t('fail.home')}</Link>
      </p>
    </div>
  )
}

/** For loaders: only what a loader throws reaches the error page as an answer with a status. */
export function notFound(): never {
  throw new Response(null, { status: 404 })
}

function kindOf(error: unknown): '404' | '403' | 'away' | 'any' {
  const status = isRouteErrorResponse(error) ? error.status : 0
  const code = error instanceof Refusal ? error.code : undefined
  if (status === 404 || code === 'not_found') return '404'
  if (status === 403 || code === 'forbidden') return '403'
  if (status === 503 || code === 'unavailable') return 'away'
  return 'any'
}

function codeOf(error: unknown): string {
  if (error instanceof Refusal) return String(error.params['requestId'] ?? error.code)
  return error instanceof Error ? error.name : 'unknown'
}

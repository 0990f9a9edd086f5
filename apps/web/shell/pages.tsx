import { isRouteErrorResponse, Link, useLocation, useRouteError } from 'react-router'
import { Refusal } from '#platform/contract/refused.ts'
import { failWordsOf } from './failWords.ts'
import { preferredLang } from './preferences.ts'

/** What happened, what was kept, what to do. Works outside the layout too, when the session itself failed. */
export function FailurePage() {
  const error = useRouteError()
  const { pathname, search } = useLocation()
  const t = failWordsOf(preferredLang([]))
  const kind = kindOf(error)
  const next = `next=${encodeURIComponent(pathname + search)}`
  return (
    <div className="page-body failure" role="alert">
      <title>{t(kind)}</title>
      <h1>{t(kind)}</h1>
      <p>{kind === 'any' ? t('any.text', { code: codeOf(error) }) : t(`${kind}.text`)}</p>
      <p className="failure-links">
        {(kind === 'any' || kind === 'away') && <a className="button" href="">{t('retry')}</a>}
        {kind === '401' && <Link className="button" to={`/sign-in?${next}`}>{t('signIn')}</Link>}
        {kind === 'second' && <Link className="button" to={`/protect?${next}`}>{t('protect')}</Link>}
        <Link className="button button-secondary" to="/console">{t('home')}</Link>
      </p>
    </div>
  )
}

/** For loaders: only what a loader throws reaches the error page as an answer with a status. */
export function notFound(): never {
  throw new Response(null, { status: 404 })
}

type Kind = '404' | '403' | '401' | 'second' | 'away' | 'any'
const kinds: Readonly<Record<string, Kind>> = { not_found: '404', forbidden: '403', unauthenticated: '401', second_factor: 'second', unavailable: 'away' }
const byStatus: Readonly<Record<number, Kind>> = { 404: '404', 403: '403', 401: '401', 503: 'away' }

function kindOf(error: unknown): Kind {
  if (error instanceof Refusal) return kinds[error.code] ?? 'any'
  // fetch says TypeError when nobody answered; so does a page whose file could not be fetched.
  if (error instanceof TypeError) return 'away'
  return (isRouteErrorResponse(error) && byStatus[error.status]) || 'any'
}

function codeOf(error: unknown): string {
  if (error instanceof Refusal) return String(error.params['requestId'] ?? error.code)
  return error instanceof Error ? error.name : 'unknown'
}

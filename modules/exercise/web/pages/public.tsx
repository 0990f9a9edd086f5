/** What the public would read if the exercise were true: the public's own page, marked, in a frame; the hour is chosen beside it. */
import { useState } from 'react'
import { Link, useLoaderData, useNavigation, useSearchParams, type LoaderFunctionArgs } from 'react-router'
import { previewInside } from '#modules/notices/contract-endpoints.ts'
import { Callout } from '#ui/components/parts.tsx'
import { PageHead } from '#ui/console/layout.tsx'
import { Icon } from '#ui/icons/icon.tsx'
import { listExercises, readExercise } from '../../contract.ts'
import { api } from '../api.ts'
import { useWords } from '../words.ts'

const HOUR_MS = 3_600_000
const FIRST = 48

/** The hour of an address, within those of the story: anything may stand in an address. */
export const hourIn = (asked: string | null, last: number): number => Math.min(last, Math.max(1, Math.trunc(Number(asked)) || FIRST))

export async function loader({ request: { signal } }: LoaderFunctionArgs) {
  const { inside } = await api(listExercises, { query: { limit: 1, offset: 0 }, signal })
  return { run: inside ? await api(readExercise, { params: { exerciseId: inside }, signal }) : null }
}

export function Component() {
  const { t, f, lang } = useWords()
  const { run } = useLoaderData<typeof loader>()
  const [search, setSearch] = useSearchParams()
  const busy = useNavigation().state !== 'idle'
  const last = Math.max(1, Math.ceil(run?.progress?.lastHour ?? 300))
  // The frame follows the address and not the hand: a drag must not load a page at each of its steps.
  const shown = hourIn(search.get('hour'), last)
  const [hour, setHour] = useState(shown)
  const momentOf = (of: number): string => new Date(Date.parse(run?.zeroAt ?? '') + of * HOUR_MS).toISOString()
  const show = (): void => setSearch({ hour: String(hour) }, { replace: true, preventScrollReset: true })
  return (
    <div className="exercise">
      <title>{t('public.title')}</title>
      <PageHead title={t('public.title')} path={[{ label: t('title'), href: '/console/exercise' }, { label: t('public.title') }]} pathLabel={t('path')}>
        <p className="page-lead">{t('public.lead')}</p>
      </PageHead>
      <div className="page-body" aria-busy={busy || undefined}>
        {!run ? (
          <Callout tone="calm" icon={<Icon name="info" />} title={t('public.outside')}><p><Link to="/console/exercise">{t('public.choose')}</Link></p></Callout>
        ) : (
          <>
            <div className="public-hour">
              <label htmlFor="hour">{t('public.hour', { hour: f.number(hour), at: f.moment(momentOf(hour)) })}</label>
              <input id="hour" type="range" min={1} max={last} value={hour} aria-valuetext={t('public.hour', { hour: f.number(hour), at: f.moment(momentOf(hour)) })} onChange={(event) => setHour(Number(event.target.value))} onPointerUp={show} onKeyUp={show} />
            </div>
            <iframe className="public-frame" title={t('public.frame')} src={`${previewInside.path}?${new URLSearchParams({ lang, at: momentOf(shown) }).toString()}`} />
          </>
        )}
      </div>
    </div>
  )
}

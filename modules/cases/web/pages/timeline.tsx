import { useLoaderData, useSearchParams } from 'react-router'
import { Card, TlpBadge } from '#ui/components/console-marks.tsx'
import { TextField } from '#ui/components/forms.tsx'
import { Pagination } from '#ui/components/pagination.tsx'
import { Button, EmptyState } from '#ui/components/parts.tsx'
import { useLook } from '#ui/console/look.tsx'
import { PAGE, type timelineLoader } from '../loaders.ts'
import { ActForm } from '../parts/act.tsx'
import { TlpField } from '../parts/fields.tsx'
import { Filter, FilterBar } from '../parts/filters.tsx'
import { Entries } from '../parts/entries.tsx'
import { useCase } from '../parts/useCase.ts'
import { level, useWords } from '../words.ts'

const kinds = ['event', 'answer', 'state', 'gate', 'decision', 'message', 'crisis', 'evidence', 'task', 'report'] as const

export function TimelinePage() {
  const { one, base } = useCase()
  const { items, total, decisions, filters } = useLoaderData<typeof timelineLoader>()
  const t = useWords()
  const { f, timeZone } = useLook()
  const [search] = useSearchParams()
  const addressOf = (offset: number): string => { const next = new URLSearchParams(search); next.set('offset', String(offset)); return `${base}/timeline?${next}` }
  return (
    <div className="split">
      <Card title={t('tab.timeline')} aside={<span role="status">{t.n('timeline.total', total)}</span>}>
        <FilterBar filters={filters} search={t('timeline.search')} noSearch>
          <Filter name="kind" label={t('filter.kind')} value={filters['kind']} options={kinds.map((kind) => [kind, t(`entry.${kind}`)])} />
          {one.kind === 'main' && <Filter name="withTied" label={t('filter.who')} value={filters['withTied'] ?? 'false'} noAll options={[['false', t('timeline.mainOnly')], ['true', t('timeline.withTied')]]} />}
        </FilterBar>
        {items.length === 0 ? <div className="card-body"><EmptyState title={t('timeline.none')}>{t('timeline.noneLead')}</EmptyState></div> : <Entries items={items} withParty={filters['withTied'] === 'true'} />}
        <Pagination label={t('pages')} page={Number(filters['offset'] ?? 0) / PAGE + 1} pages={Math.ceil(total / PAGE)} hrefOf={(page) => addressOf((page - 1) * PAGE)} words={{ previous: t('page.previous'), next: t('page.next'), page: t('page.word') }} />
      </Card>
      <aside className="case-stack" aria-label={t('timeline.write')}>
        <Card title={t('log.title')}>
          <div className="card-body">
            <ActForm to={base} intent="log" className="case-form" fields={{ timeZone }} done={t('log.done')}>
              {({ busy }) => (
                <>
                  <TextField name="text" label={t('log.text')} lines={3} required />
                  <TextField name="at" type="datetime-local" label={t('log.at')} hint={t('log.atHint')} optional={t('optional')} />
                  <TlpField value={one.tlp} />
                  <div className="form-foot"><Button disabled={busy}>{busy ? t('act.busy') : t('log.save')}</Button></div>
                </>
              )}
            </ActForm>
          </div>
        </Card>
        {one.may.manage && (
          <Card title={t('decision.title')}>
            <div className="card-body">
              <ActForm to={base} intent="decide" className="case-form" fields={{ tlp: one.tlp }} done={t('decision.done')}>
                {({ busy }) => (
                  <>
                    <div className="field"><label htmlFor="decision-text">{t('decision.text')}</label><textarea id="decision-text" name="text" rows={2} required /></div>
                    <TextField name="reasons" label={t('decision.reasons')} lines={2} required />
                    <div className="form-foot"><Button kind="secondary" disabled={busy}>{busy ? t('act.busy') : t('decision.save')}</Button></div>
                  </>
                )}
              </ActForm>
            </div>
          </Card>
        )}
        <Card title={t('decision.list')}>
          {decisions.length === 0 ? <p className="card-body soft">{t('decision.none')}</p> : (
            <ol className="decisions">
              {decisions.map((one) => (
                <li key={one.id}>
                  <p><strong>{one.text}</strong> <TlpBadge level={level(one.tlp)} /></p>
                  <p>{t('decision.because', { reasons: one.reasons })}</p>
                  <p className="soft">{one.actorName} · <time className="time" dateTime={one.at}>{f.moment(one.at)}</time></p>
                </li>
              ))}
            </ol>
          )}
        </Card>
      </aside>
    </div>
  )
}

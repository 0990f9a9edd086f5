import { Card } from '#ui/components/console-marks.tsx'
import { Pagination } from '#ui/components/pagination.tsx'
import { EmptyState } from '#ui/components/parts.tsx'
import { TimeText } from '#ui/components/time-text.tsx'
import { Icon } from '#ui/icons/icon.tsx'
import { RUNS_PER_PAGE, type Retention } from '../data.ts'
import { useWords } from '../words.ts'

type Run = Retention['runs'][number]
type Rules = Retention['rules']

/** What each run took away, the last one first. */
export function RunsCard({ runs, total, page, rules }: { runs: readonly Run[]; total: number; page: number; rules: Rules }) {
  const { t } = useWords()
  return (
    <Card title={t('runs')}>
      {runs.length === 0
        ? <div className="card-body"><EmptyState title={t('runs.none')}>{t('runs.noneLead')}</EmptyState></div>
        : <ol className="retention-runs">{runs.map((run) => <RunLine key={run.id} run={run} rules={rules} />)}</ol>}
      <Pagination label={t('pages')} page={page} pages={Math.ceil(total / RUNS_PER_PAGE)} words={{ previous: t('pages.previous'), next: t('pages.next'), page: t('pages.page') }} hrefOf={(n) => `/console/retention?page=${n}`} />
    </Card>
  )
}

function RunLine({ run, rules }: { run: Run; rules: Rules }) {
  const { t, f, lang } = useWords()
  const named = (id: string) => rules.find((rule) => rule.id === id.replace(/^subject\./, ''))?.what[lang] ?? id
  const problems = [...new Set(run.problems.map(({ rule }) => named(rule)))]
  return (
    <li>
      <p><strong><TimeText at={run.startedAt} formats={f} /></strong> <span className="soft">· {t(`runs.${run.by}`)}</span></p>
      {run.finishedAt === null && <p className="tone-degraded tone-text"><Icon name="info" /> {t('runs.cut')}</p>}
      {problems.length > 0 && <p className="tone-hit tone-text"><Icon name="cross" /> {t('runs.problem', { rule: f.list(problems) })}</p>}
      {run.proofs.length === 0 && run.finishedAt !== null && problems.length === 0 && <p className="soft">{t('runs.nothing')}</p>}
      {run.proofs.length > 0 && (
        <ul>
          {run.proofs.map((proof) => (
            <li key={proof.id}>
              {t('runs.took', { what: named(proof.rule), n: f.number(proof.removed) })} <span className="soft">({moments(proof)})</span>
              <p className="hash"><span className="soft">{t('runs.digest')}</span> <code className="mono">{proof.digest}</code></p>
            </li>
          ))}
        </ul>
      )}
    </li>
  )

  function moments({ oldest, newest }: Run['proofs'][number]): string {
    const [from, to] = [f.date(oldest), f.date(newest)]
    return from === to ? t('runs.sameDay', { from }) : t('runs.moments', { from, to })
  }
}

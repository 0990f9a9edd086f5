/** One rule of a proposal, against what is in force: by what it means, then line by line. */
import { Link, useLoaderData } from 'react-router'
import { Card } from '#ui/components/console-marks.tsx'
import { MetaList } from '#ui/components/parts.tsx'
import type { proposalLoader } from '../data-catalogue.ts'
import { Press } from '../parts/ask.tsx'
import { OnePage, useRoles } from '../parts/frame.tsx'
import { sayChange, sayOrigin, sayState, useWords } from '../words.ts'

type Line = Awaited<ReturnType<typeof proposalLoader>>['one']['lines'][number]

export function ProposalPage() {
  const { t } = useWords()
  const { one, importId, state, origin, kind } = useLoaderData<typeof proposalLoader>()
  const may = useRoles().includes('coordinator') && state === 'waiting' && !one.appliedAt
  return (
    <OnePage tab="imports" title={one.title} lead={<Link className="watch-value" to={`/console/watch/imports/${importId}`}>{t('proposal.title', { from: sayOrigin(t, { kind, origin, files: 1 }) })}</Link>}>
      <p className="answer"><strong>{t(`proposalKind.${one.kind}`)}.</strong> {one.form !== 'rule' && `${t(`form.${one.form}`)}.`} {one.reason && `${t(`gone.${one.reason}`)} ${t('gone.then')}`} {one.tested && t(`tested.${one.tested}`)}</p>
      {one.changes.length > 0 && <ul className="bullets">{one.changes.map((change) => <li key={change.what} className="watch-value">{sayChange(t, change)}</li>)}</ul>}
      {one.appliedAt ? <p role="status">{t('proposal.applied')}. <Link to={`/console/watch/rules/${encodeURIComponent(one.ruleId)}`}>{t('rule.open')}</Link></p> : may && <div className="watch-acts"><Press id="apply-one" label={t('diff.applyOne')} intent="apply" hidden={{ rule: one.ruleId, expected: 1 }} primary /></div>}
      <Card title={t('rule.title')}>
        <div className="card-body"><MetaList items={[{ term: t('rules.level'), value: t(`level.${one.level}`) }, { term: t('proposal.now'), value: one.state ? sayState(t, { form: one.form, state: one.state }) : t('proposal.notThere') }, ...(one.author ? [{ term: t('rule.author'), value: one.author }] : []), ...(one.licence ? [{ term: t('rule.licence'), value: one.licence }] : [])]} /></div>
      </Card>
      {one.lines.length > 0 && (
        <Card title={t('diff.title')}>
          <div className="card-body"><pre className="watch-diff" tabIndex={0} aria-label={t('diff.title')}>{one.lines.map((line, i) => <DiffLine key={i} line={line} />)}</pre></div>
        </Card>
      )}
    </OnePage>
  )
}

/** The sign is part of the text: colour alone says nothing. */
function DiffLine({ line: { op, text } }: { line: Line }) {
  const { t } = useWords()
  if (op === 'in') return <ins>{`+ ${text}\n`}</ins>
  if (op === 'out') return <del>{`− ${text}\n`}</del>
  return <span>{op === 'skip' ? `… ${t.n('diff.skip', Number(text))}\n` : `  ${text}\n`}</span>
}

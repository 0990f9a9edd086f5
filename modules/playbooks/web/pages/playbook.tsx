/** One playbook: its steps in order with their branches, and beside it what can be done with it. */
import { useLoaderData } from 'react-router'
import { Card } from '#ui/components/console-marks.tsx'
import { ButtonLink, Callout, MetaList } from '#ui/components/parts.tsx'
import { PageHead } from '#ui/console/layout.tsx'
import { Icon } from '#ui/icons/icon.tsx'
import { addressOf } from '#platform/contract/client.ts'
import { exportPlaybook } from '../../contract.ts'
import { act, playbookLoader } from '../data.ts'
import { placed } from '../parts/branches.ts'
import { Problems } from '../parts/problems.tsx'
import { StartOnCase } from '../parts/start-on-case.tsx'
import { StateMark } from '../parts/state-mark.tsx'
import { BranchLine, depthClass, StepText } from '../parts/step-text.tsx'
import { WithdrawCard } from '../parts/withdraw-card.tsx'
import { useWords } from '../words.ts'

export { act as action, playbookLoader as loader }

export function Component() {
  const { t, f, lang } = useWords()
  const one = useLoaderData<typeof playbookLoader>()
  const { playbook, items, problems, withdrawn, description } = one
  const name = playbook.name[lang]
  return (
    <div className="playbooks">
      <title>{`${name} · ${t('title')}`}</title>
      <PageHead
        pathLabel={t('path')} path={[{ label: t('title'), href: '/console/playbooks' }, { label: name }]} title={name} beside={<StateMark row={playbook} />}
        actions={<ButtonLink kind="secondary" icon="download" href={addressOf(exportPlaybook, { playbookId: playbook.id })}>{t('one.export')}</ButtonLink>}
      >
        {description[lang] && <p className="page-lead">{description[lang]}</p>}
      </PageHead>
      <div className="page-body split">
        <div className="stack">
          {withdrawn && <Callout tone="unknown" icon={<Icon name="cross" />} title={t('one.withdrawn', { reason: withdrawn.reason })}><p>{t('one.withdrawnBy', { name: withdrawn.by, when: f.moment(withdrawn.at) })}</p></Callout>}
          <Card title={t('one.steps')}>
            <ol className="plan-steps">
              {placed(items).map((row) => (
                <li key={row.item.id} className={depthClass(row.item)}>
                  {row.branch && <BranchLine branch={row.branch} />}
                  <StepText row={row} />
                </li>
              ))}
            </ol>
          </Card>
        </div>
        <aside className="stack" aria-label={t('start')}>
          {playbook.state === 'active' && <StartOnCase one={one} />}
          {problems.length > 0 && <Card title={t('one.warnings')}><div className="card-body"><Problems problems={problems} /></div></Card>}
          <Card>
            <div className="card-body">
              <MetaList items={[
                { term: t('one.version'), value: f.number(playbook.version) }, { term: t('one.modified'), value: f.moment(playbook.modifiedAt) },
                { term: t('list.since'), value: t('list.by', { when: f.moment(playbook.importedAt), name: playbook.importedBy }) },
                ...(playbook.labels.length > 0 ? [{ term: t('one.labels'), value: playbook.labels.join(' · ') }] : []),
              ]} />
              <p className="soft mono playbook-id">{playbook.cacaoId}</p>
            </div>
          </Card>
          {playbook.state === 'active' && !playbook.borrowed && <WithdrawCard playbook={playbook} />}
        </aside>
      </div>
    </div>
  )
}

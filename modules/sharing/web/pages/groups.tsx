/** Sharing groups: what is given to one is read by its members alone. */
import { useLoaderData } from 'react-router'
import { Card } from '#ui/components/console-marks.tsx'
import { EmptyState } from '#ui/components/parts.tsx'
import type { allLoader } from '../data.ts'
import { Ask } from '../parts/ask.tsx'
import { GroupFields } from '../parts/fields.tsx'
import { Frame, useMayManage } from '../parts/frame.tsx'
import { useWords } from '../words.ts'

export function GroupsPage() {
  const { t, f } = useWords()
  const { groups, peers } = useLoaderData<typeof allLoader>()
  const may = useMayManage()
  return (
    <Frame tab="groups">
      <p>{t('groups.lead')}</p>
      {may && <div className="watch-acts"><Ask id="add-group" label={t('group.add')} intent="add-group"><GroupFields peers={peers} /></Ask></div>}
      <Card title={t('groups.list', { n: f.number(groups.length) })}>
        {groups.length === 0 ? <div className="card-body"><EmptyState title={t('groups.none')}>{t('groups.lead')}</EmptyState></div> : (
          <ul className="watch-list">
            {groups.map((one) => (
              <li key={one.id}>
                <p><strong className="watch-value">{one.name}</strong>{one.description && <><br />{one.description}</>}<br />{one.members.map((member) => member.name).join(', ') || t('group.nobody')}</p>
                {may && <Ask id={`group-${one.id}`} label={t('group.change')} about={one.name} intent="change-group" hidden={{ id: one.id, version: one.version }}><GroupFields group={one} peers={peers} /></Ask>}
              </li>
            ))}
          </ul>
        )}
      </Card>
    </Frame>
  )
}

import type { ResponseOf } from '#platform/contract/index.ts'
import type { readMyProviders } from '../../contract.ts'
import { usePen } from '../words.ts'
import { DecideButtons } from './decide-buttons.tsx'
import { EdgeEffect, EdgeSource, EdgeState } from './marks.tsx'

type Entry = ResponseOf<typeof readMyProviders>['items'][number]

/** One provider as the body sees it: which of our services rest on it, and what we have said of each. */
export function MyProvider({ entry }: { entry: Entry }) {
  const { t } = usePen()
  return (
    <li className="card provider-card">
      <h3>{entry.provider.name}</h3>
      <p className="soft">{t.n('mine.services', entry.dependencies.length)}{entry.toConfirm > 0 && <> · {t.n('mine.waiting', entry.toConfirm)}</>}</p>
      <ul className="provider-services">
        {entry.dependencies.map((d) => (
          <li key={d.id}>
            <span className="provider-service"><strong>{d.dependent.name}</strong> <EdgeState state={d.state} /></span>
            <span className="soft"><EdgeEffect edge={d} />. <EdgeSource edge={d} />.</span>
            {d.state !== 'proposed' && (
              <details>
                <summary>{t('mine.change')}</summary>
                <DecideButtons edge={d} />
              </details>
            )}
          </li>
        ))}
      </ul>
    </li>
  )
}

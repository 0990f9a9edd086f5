import { useLoaderData, useSearchParams } from 'react-router'
import { channels } from '#platform/contract/index.ts'
import { Card } from '#ui/components/console-marks.tsx'
import { Pagination } from '#ui/components/pagination.tsx'
import { Button, EmptyState } from '#ui/components/parts.tsx'
import { useLook } from '#ui/console/look.tsx'
import { Icon } from '#ui/icons/icon.tsx'
import { PAGE, type deliveriesLoader } from '../loaders.ts'
import { ActForm } from '../parts/act.tsx'
import { Filter, FilterBar } from '../parts/filters.tsx'
import { useCase } from '../parts/useCase.ts'
import { channelIcons, sayDelivery, sayProblem } from '../parts/ways.tsx'
import { useWords } from '../words.ts'

type Delivery = Awaited<ReturnType<typeof deliveriesLoader>>['items'][number]
const states = ['queued', 'sending', 'sent', 'uncertain', 'failed', 'held', 'done'] as const

/** What has gone out about the case, what waits, and what may or may not have arrived: that a person decides. */
export function DeliveriesPage() {
  const { base } = useCase()
  const { items, total, filters } = useLoaderData<typeof deliveriesLoader>()
  const t = useWords()
  const [search] = useSearchParams()
  const addressOf = (offset: number): string => { const next = new URLSearchParams(search); next.set('offset', String(offset)); return `${base}/messages?${next}` }
  return (
    <Card title={t('tab.messages')} aside={<span role="status">{t.n('deliveries.total', total)}</span>}>
      <FilterBar filters={filters} search="" noSearch>
        <Filter name="state" label={t('filter.state')} value={filters['state']} options={states.map((state) => [state, t(`delivery.${state}`)])} />
        <Filter name="channel" label={t('filter.channel')} value={filters['channel']} options={channels.map((channel) => [channel, t(`channel.${channel}`)])} />
      </FilterBar>
      {items.length === 0 ? <div className="card-body"><EmptyState title={t('deliveries.none')}>{t('deliveries.noneLead')}</EmptyState></div> : <ul className="deliveries">{items.map((one) => <DeliveryLine key={one.id} one={one} to={base} />)}</ul>}
      <Pagination label={t('pages')} page={Number(filters['offset'] ?? 0) / PAGE + 1} pages={Math.ceil(total / PAGE)} hrefOf={(page) => addressOf((page - 1) * PAGE)} words={{ previous: t('page.previous'), next: t('page.next'), page: t('page.word') }} />
    </Card>
  )
}

function DeliveryLine({ one, to }: { one: Delivery; to: string }) {
  const t = useWords()
  const { f } = useLook()
  const unsure = one.state === 'uncertain' || one.state === 'failed'
  const waits = one.byHand && one.state === 'queued'
  return (
    <li>
      <details>
        <summary>
          <Icon name={channelIcons[one.channel]} />
          <span className="delivery-to">{one.to || t('delivery.nobody')}</span>
          <span>{one.subject}</span>
          <span className={unsure ? 'tone-hit tone-text' : 'soft'}>{waits ? t('asked.byHand') : sayDelivery(t, one.state)} · {f.relative(one.sentAt ?? one.createdAt)}</span>
        </summary>
        {one.problem && <p className="tone-hit tone-text">{sayProblem(t, one.problem, one.answer)}</p>}
        <p className="prose-lines">{one.text}</p>
      </details>
      {(unsure || waits) && (
        <div className="inline-acts">
          {(unsure ? (['again', 'done'] as const) : (['done'] as const)).map((outcome) => (
            <ActForm key={outcome} to={to} intent="settle" fields={{ deliveryId: String(one.id), outcome }} done={t('settle.done')}>
              {({ busy }) => <Button kind="secondary" disabled={busy}>{outcome === 'again' ? t('settle.again') : one.channel === 'phone' ? t('settle.called') : waits ? t('settle.wrote') : t('settle.arrived')}</Button>}
            </ActForm>
          ))}
        </div>
      )}
    </li>
  )
}

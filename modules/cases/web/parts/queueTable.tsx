import { useEffect, useRef, type KeyboardEventHandler } from 'react'
import { Link } from 'react-router'
import { useLook } from '#ui/console/look.tsx'
import { Icon } from '#ui/icons/icon.tsx'
import type { QueueItem, QueueName } from '../loaders.ts'
import { useWords } from '../words.ts'
import { Inferred, Sureness } from './states.tsx'
import { channelIcons } from './ways.tsx'

/** The list: one line is looked at, any number are picked. */
export function QueueTable({ of, items, current, picked, pick, look, onKeyDown, hrefOf }: { of: QueueName; items: readonly QueueItem[]; current: QueueItem; picked: ReadonlySet<string>; pick: (item: QueueItem) => void; look: (item: QueueItem) => void; onKeyDown: KeyboardEventHandler; hrefOf: (item: QueueItem) => string }) {
  const t = useWords()
  const { f } = useLook()
  const row = useRef<HTMLTableRowElement>(null)
  useEffect(() => {
    row.current?.scrollIntoView({ block: 'nearest' })
    // The focus goes along while it is in the list: Enter then opens the line that is looked at.
    if (row.current?.closest('table')?.contains(document.activeElement)) row.current.querySelector<HTMLElement>('th a')?.focus({ preventScroll: true })
  }, [current.id])
  const ofMessages = of === 'calls' || of === 'uncertain'
  return (
    <table className="table queue-table" role="table" data-keys onKeyDown={onKeyDown}>
      <caption className="sr-only">{t(`queue.${of}`)}</caption>
      <thead role="rowgroup">
        <tr role="row">
          <th scope="col" role="columnheader"><span className="sr-only">{t('col.pick')}</span></th>
          <th scope="col" role="columnheader">{of === 'unled' ? t('col.case') : t('col.body')}</th>
          <th scope="col" role="columnheader">{ofMessages ? t('col.message') : t('col.model')}</th>
          <th scope="col" role="columnheader">{t('col.stops')}</th>
          <th scope="col" role="columnheader" className="end">{t('col.people')}</th>
          <th scope="col" role="columnheader">{of === 'dont_know' ? t('col.saidSince') : t('col.waits')}</th>
          <th scope="col" role="columnheader">{t('col.sure')}</th>
        </tr>
      </thead>
      <tbody role="rowgroup">
        {items.map((item) => {
          const isCurrent = item.id === current.id
          const name = of === 'unled' ? item.subject : item.partyName || item.subject
          return (
            <tr key={item.id} role="row" ref={isCurrent ? row : undefined} className={isCurrent ? 'row-current' : picked.has(item.id) ? 'row-picked' : undefined}>
              <td role="cell" className="beside check"><input type="checkbox" checked={picked.has(item.id)} onChange={() => pick(item)} aria-label={t('col.pickOne', { name })} /></td>
              <th scope="row" role="rowheader">
                <Link to={hrefOf(item)} onClick={() => look(item)} replace preventScrollReset aria-current={isCurrent ? 'true' : undefined}>{name}</Link>
              </th>
              <td role="cell" data-label={ofMessages ? t('col.message') : t('col.model')}>{ofMessages ? <span className="by-channel">{item.channel && <><Icon name={channelIcons[item.channel]} /> {t(`channel.${item.channel}`)} · </>}{item.to || item.subject}</span> : item.inferred && <Inferred inferred={item.inferred} />}</td>
              <td role="cell" data-label={t('col.stops')}>{item.expectedAt === null ? '—' : <time className="time" dateTime={item.expectedAt} title={f.relative(item.expectedAt)}>{f.moment(item.expectedAt)}</time>}</td>
              <td role="cell" data-label={t('col.people')} className="end">{item.people > 0 ? f.number(Math.round(item.people)) : '—'}</td>
              <td role="cell" data-label={t('col.waits')}><time className="time" dateTime={item.since}>{f.relative(item.since)}</time></td>
              <td role="cell" data-label={t('col.sure')}>{item.confidence === null ? '—' : <Sureness confidence={item.confidence} />}</td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

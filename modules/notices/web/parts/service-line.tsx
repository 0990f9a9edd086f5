import { useId } from 'react'
import { Button } from '#ui/components/parts.tsx'
import { Icon } from '#ui/icons/icon.tsx'
import type { ServiceRow, Services } from './data.ts'
import { SaidChip } from './marks.tsx'
import { SayForm, type SayWord } from './say-form.tsx'
import { useWords } from './words.ts'

/** One service: what the public reads, what waits, and what this reader may say of it. */
export function ServiceLine({ row, may, busy, isMine, onSay, onStill, onApprove }: { row: ServiceRow; may: Services['may']; busy: boolean; isMine: boolean; onSay: (words: readonly SayWord[]) => void; onStill: () => void; onApprove: () => void }) {
  const { t, f } = useWords()
  const id = useId()
  const { name, serviceId, waiting } = row
  const shown = row.public
  const proposed = waiting?.source === 'case' ? waiting : undefined
  const said = waiting?.source === 'person' ? waiting : undefined
  return (
    <li className="svc">
      <div className="svc-head">
        <h3 id={`${id}-name`}>{name}</h3>
        {shown ? <SaidChip state={shown.state} /> : <span className="soft">{t('svc.notPublic')}</span>}
      </div>
      {shown && (
        <p className="soft">
          {shown.since && <>{t('svc.since')} <time dateTime={shown.since}>{f.moment(shown.since)}</time> · </>}
          {t('svc.saidAt')} <time dateTime={shown.confirmedAt}>{f.moment(shown.confirmedAt)}</time>
          {shown.state === 'unknown' ? ` · ${t('svc.silent')}` : <> · {t('svc.holds')} <time dateTime={shown.staleAt}>{f.moment(shown.staleAt)}</time></>}
        </p>
      )}
      {waiting && (
        <p className="svc-waiting">
          <Icon name={proposed ? 'info' : 'person'} />
          <span>{proposed ? t('svc.proposed') : t('svc.saidBy', { name: said?.saidBy ?? '' })} <SaidChip state={waiting.state} />{said?.saidAt && <> · <time dateTime={said.saidAt}>{f.moment(said.saidAt)}</time></>}{said && isMine && <>. {t('svc.yours')}</>}</span>
        </p>
      )}
      <div className="svc-acts" role="group" aria-labelledby={`${id}-name`}>
        {said && may.approve && !isMine && <Button type="button" disabled={busy} onClick={onApprove}>{t('svc.approve')}</Button>}
        {may.say && shown && shown.state !== 'unknown' && <Button type="button" kind="secondary" icon="tick" disabled={busy} onClick={onStill}>{t('svc.still')}</Button>}
        {may.say && proposed && <Button type="button" kind="secondary" disabled={busy} onClick={() => onSay([{ serviceId, name, state: proposed.state, since: proposed.since }])}>{t('svc.yes', { state: t(`said.${proposed.state}`) })}</Button>}
      </div>
      {may.say && (
        <details className="svc-change">
          <summary>{t('svc.change')}<span className="sr-only">: {name}</span></summary>
          <SayForm id={`${id}-say`} busy={busy} onSay={(word) => onSay([word])} service={{ serviceId, name, state: shown && shown.state !== 'unknown' ? shown.state : waiting?.state, since: shown?.since ?? waiting?.since ?? null }} />
        </details>
      )}
    </li>
  )
}

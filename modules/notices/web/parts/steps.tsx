import { Card } from '#ui/components/console-marks.tsx'
import { Button } from '#ui/components/parts.tsx'
import { Icon } from '#ui/icons/icon.tsx'
import { Refusal } from './refusal.tsx'
import type { Detail } from './data.ts'
import { useSender } from './data.ts'
import { useWords, type Words } from './words.ts'

/** The two words, each with who gives it and what it does. What cannot be done now says why. */
export function Steps({ notice, dirty }: { notice: Detail; dirty: boolean }) {
  const { t, f } = useWords()
  const { busy, outcome, send } = useSender()
  const { state, version, confirmedAt, confirmedName, approvedAt, approvedName } = notice
  const isFirstGiven = state === 'confirmed' || state === 'published'
  const isOut = state === 'published'
  const first = isFirstGiven ? undefined : whyNotConfirm(t, notice, dirty)
  const second = isOut ? undefined : whyNotPublish(t, notice, dirty)
  const said = (name: string, at: string) => <p className="word-said"><Icon name="tick" /><span><strong>{name}</strong> · <time dateTime={at}>{f.moment(at)}</time></span></p>
  return (
    <Card title={t('steps.title')}>
      <ol className="two-words">
        <li className={isFirstGiven ? 'word word-done' : 'word word-now'} aria-current={isFirstGiven ? undefined : 'step'}>
          <h3>{t('step.first')}</h3>
          <p>{t('step.firstLead')}</p>
          {isFirstGiven && confirmedAt !== null && said(confirmedName, confirmedAt)}
          {!isFirstGiven && (first ? <p className="word-why"><Icon name="info" /> {first}</p> : <Button disabled={busy} type="button" onClick={() => send({ intent: 'confirm', version })}>{t('step.confirm')}</Button>)}
        </li>
        <li className={isOut ? 'word word-done' : isFirstGiven ? 'word word-now' : 'word'} aria-current={isFirstGiven && !isOut ? 'step' : undefined}>
          <h3>{t('step.second')}</h3>
          <p>{t('step.secondLead')}</p>
          {isOut && approvedAt !== null && said(approvedName, approvedAt)}
          {!isOut && (second ? <p className="word-why"><Icon name="info" /> {second}</p> : <Button disabled={busy} type="button" icon="notice" onClick={() => send({ intent: 'publish', version })}>{t('step.publish')}</Button>)}
          {isOut && notice.subscribers > 0 && <p className="soft">{t.n('step.followers', notice.subscribers)}</p>}
        </li>
      </ol>
      <div className="two-words-foot">
        <Refusal outcome={outcome} />
        <p role="status" className="said">{busy ? t('sending') : outcome?.ok ? <><Icon name="tick" /> {t(outcome.intent === 'publish' ? 'step.published' : 'step.confirmed')}</> : null}</p>
      </div>
    </Card>
  )
}

const stopsOf = ({ checks }: Detail) => checks.filter((one) => one.level === 'stop').length

function whyNotConfirm(t: Words, notice: Detail, dirty: boolean): string | undefined {
  if (notice.state === 'withdrawn') return t('why.withdrawn')
  if (dirty) return t('why.save')
  if (stopsOf(notice) > 0) return t.n('why.stops', stopsOf(notice))
  return notice.may.confirm ? undefined : t('why.bodyOnly')
}

function whyNotPublish(t: Words, notice: Detail, dirty: boolean): string | undefined {
  if (notice.state !== 'confirmed') return t('why.first')
  if (dirty) return t('why.saveFalls')
  if (stopsOf(notice) > 0) return t.n('why.stops', stopsOf(notice))
  return notice.may.publish ? undefined : notice.may.edit ? t('why.another', { name: notice.confirmedName }) : t('why.notYours')
}

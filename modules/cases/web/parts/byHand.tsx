import { useState } from 'react'
import { CopyBlock } from '#ui/components/copy.tsx'
import { Button } from '#ui/components/parts.tsx'
import { telHref } from '#ui/components/site.tsx'
import type { QueueItem, QueueName } from '../loaders.ts'
import { useWords } from '../words.ts'
import { ActForm } from './act.tsx'
import { sayDelivery, sayProblem } from './ways.tsx'

/** The message of a line: a call to make, a text to copy, or one that may not have left. */
export function MessageDetail({ of, item }: { of: QueueName; item: QueueItem }) {
  const t = useWords()
  const toCopy = of === 'calls' && item.channel !== 'phone'
  return (
    <section className="message-detail">
      <h2>{of !== 'calls' ? t('uncertain.title') : toCopy ? t('byHand.copyTitle') : t('call.title')}</h2>
      {of === 'calls' && item.channel === 'phone' && item.to !== '' && <p><a href={telHref(item.to)}>{item.to}</a></p>}
      {toCopy ? <TextToCopy item={item} /> : <p className="prose-lines">{of === 'uncertain' ? [item.to, ...(item.state === null ? [item.detail] : [sayDelivery(t, item.state), sayProblem(t, item.problem, item.detail)])].filter(Boolean).join(' · ') : item.detail}</p>}
      {of === 'uncertain' && <p className="soft">{t('uncertain.why')}</p>}
      <Settle of={of} items={[item]} />
    </section>
  )
}

type Text = { readonly to: string; readonly subject: string; readonly text: string }

/** The link inside is the body's own: the whole text is asked for, and who asked is recorded. */
function TextToCopy({ item }: { item: QueueItem }) {
  const t = useWords()
  const [shown, setShown] = useState<Text>()
  const way = t(`channel.${item.channel ?? 'mail'}`)
  return (
    <>
      <p>{t('byHand.lead', { way, to: item.to })}</p>
      {shown ? <CopyBlock text={item.channel === 'pec' ? `${shown.subject}\n\n${shown.text}` : shown.text} label={t('report.copy')} doneLabel={t('report.copied')} onResult={() => {}} /> : (
        <>
          <p className="prose-lines soft">{item.detail}</p>
          <ActForm to="/console/queue" intent="copyText" fields={{ id: item.id }} onDone={(data) => setShown(data as Text)}>
            {({ busy }) => <Button icon="file" disabled={busy}>{t('byHand.show')}</Button>}
          </ActForm>
          <p className="soft">{t('byHand.why')}</p>
        </>
      )}
    </>
  )
}

export function Settle({ of, items, onDone }: { of: QueueName; items: readonly QueueItem[]; onDone?: () => void }) {
  const t = useWords()
  const act = (outcome: 'again' | 'done', label: string) => (
    <ActForm
      to="/console/queue" intent="settle" fields={{ outcome }} {...(onDone ? { onDone } : {})}
      {...(of === 'calls' && items.length === 1 ? { toast: () => ({ text: `${label}: ${items[0]!.partyName}`, undo: { intent: 'settle', outcome: 'reopen', id: items[0]!.id } }) } : { done: t('settle.done') })}
    >
      {({ busy }) => (
        <>
          {items.map(({ id }) => <input key={id} type="hidden" name="id" value={id} />)}
          <Button kind={outcome === 'done' ? 'primary' : 'secondary'} disabled={busy}>{label}</Button>
        </>
      )}
    </ActForm>
  )
  return (
    <div className="inline-acts">
      {act('done', of !== 'calls' ? t('settle.arrived') : items.every((item) => item.channel === 'phone') ? t('settle.called') : t('settle.wrote'))}
      {of === 'uncertain' && act('again', t('settle.again'))}
    </div>
  )
}

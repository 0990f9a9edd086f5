import { useState } from 'react'
import { Card } from '#ui/components/console-marks.tsx'
import { RadioGroup } from '#ui/components/forms.tsx'
import type { FeedItem } from '../../contract.ts'
import { useWords } from '../words.ts'
import { Ask, Press } from './ask.tsx'

/** The address is a key: made on asking, shown once, closed by a press or by the next one. `whole`: may have everybody's turns. */
export function Feeds({ items, whole }: { items: readonly FeedItem[]; whole: boolean }) {
  const { t, f } = useWords()
  const [url, setUrl] = useState<string>()
  return (
    <Card title={t('feed.title')}>
      <div className="card-body">
        <p>{t('feed.lead')}</p>
        {url && <p role="status">{t('feed.once')}<br /><code className="coordination-value">{url}</code></p>}
        {items.length > 0 && (
          <ul className="coordination-list coordination-plain">
            {items.map((one) => (
              <li key={one.id}>
                <div><p><strong>{t(`feed.${one.scope}`)}</strong>{!one.mine && ` · ${one.person}`}</p><p className="soft">{t('feed.since', { when: f.moment(one.createdAt) })}</p></div>
                <div className="coordination-acts"><Press id={`feed-${one.id}`} label={t('feed.close')} about={`${t(`feed.${one.scope}`)} ${one.person}`} intent="feed-revoke" hidden={{ id: one.id }} /></div>
              </li>
            ))}
          </ul>
        )}
        <p className="coordination-acts">
          <Ask id="feed" label={t('feed.make')} title={t('feed.make')} intent="feed" save={t('feed.make')} onDone={({ data }) => setUrl(data.feed)}>
            {() => (whole
              ? <RadioGroup name="scope" label={t('feed.which')} hint={t('feed.replaces')} value="own" required choices={(['own', 'whole'] as const).map((value) => ({ value, label: t(`feed.${value}`) }))} />
              : <p>{t('feed.replaces')}</p>)}
          </Ask>
        </p>
      </div>
    </Card>
  )
}

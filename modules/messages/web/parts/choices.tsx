import { Card } from '#ui/components/console-marks.tsx'
import { useFreshLang } from '#ui/console/chosen-lang.ts'
import type { Own } from '../data.ts'
import { useWords } from '../words.ts'
import { Press } from './ask.tsx'
import { KeyOf } from './key.tsx'

/** What one person receives, how often, and the key for encrypted mail: the same in the space and in the console. */
export function Choices({ own }: { own: Own }) {
  const { t } = useWords()
  useFreshLang(own.lang)
  const rows = [
    ...(['weekly', 'now'] as const).map((what) => ({ what, name: t(`page.whole.${what}`), text: t(`page.wholeWhy.${what}`), muted: what === 'weekly' ? own.weeklyMuted : own.nowMuted, required: false })),
    ...own.kinds.map((one) => ({ what: one.what, name: one.name, text: `${one.why} ${t(one.required ? 'page.required' : `page.${one.fastest}`)}`, muted: one.muted, required: one.required })),
  ]
  return (
    <>
      <Card title={t('mine.list')}>
        <div className="card-body"><p>{t('page.budget')}</p>{own.reasons.length > 0 && <p><strong>{t('page.reasons')}</strong></p>}{own.reasons.length > 0 && <ul className="bullets">{own.reasons.map((one) => <li key={one}>{one}</li>)}</ul>}</div>
        <ul className="messages-list">
          {rows.map(({ what, name, text, muted, required }) => (
            <li key={what}>
              <div>
                <p><strong>{name}</strong></p>
                <p className="soft">{text}</p>
                {muted && <p>{t(what === 'now' ? 'page.slowNow' : 'page.muted')}</p>}
              </div>
              {!required && (
                <div className="messages-acts">
                  <Press id={`choose-${what}`} label={what === 'now' ? t(muted ? 'page.fast' : 'page.slow') : t(muted ? 'page.unmute' : 'page.mute')} about={name} intent="choose" hidden={{ what, act: muted ? 'unmute' : 'mute' }} />
                </div>
              )}
            </li>
          ))}
        </ul>
      </Card>
      <Card title={t('key.title')}><div className="card-body"><p>{t('key.lead')}</p><KeyOf id="mine" about={own.address} value={own.key} intent="my-key" /></div></Card>
    </>
  )
}

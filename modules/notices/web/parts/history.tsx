import { Card } from '#ui/components/console-marks.tsx'
import type { Detail } from './data.ts'
import { useWords } from './words.ts'

/** What the public has read, newest first, each with its two people. */
export function History({ notice: { history } }: { notice: Detail }) {
  const { t, f } = useWords()
  return (
    <Card title={t('history.title')}>
      <div className="card-body">
        {history.length === 0 ? <p className="soft">{t('history.none')}</p> : (
          <ol className="notice-history">
            {history.map((one) => (
              <li key={`${one.number} ${one.what}`}>
                <p><strong>{t(`what.${one.what}`)}</strong> · <time dateTime={one.at} title={f.longMoment(one.at)}>{f.moment(one.at)}</time></p>
                {one.what === 'withdrawn' ? <p className="soft">{one.approvedName || one.confirmedName}{one.reason && `: ${one.reason === 'not_hit' ? t('withdrawn.notHit') : one.reason}`}</p>
                  : <p className="soft">{t('history.words', { first: one.confirmedName, second: one.approvedName })}</p>}
              </li>
            ))}
          </ol>
        )}
      </div>
    </Card>
  )
}

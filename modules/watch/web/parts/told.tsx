/** Whether a list may be told to others, and with whom it is shared. */
import { Link } from 'react-router'
import { Card } from '#ui/components/console-marks.tsx'
import { RadioGroup } from '#ui/components/forms.tsx'
import { MetaList } from '#ui/components/parts.tsx'
import type { ResponseOf } from '#platform/contract/index.ts'
import { resharings, type readTold } from '../../contract-told.ts'
import { useWords } from '../words.ts'
import { Ask } from './ask.tsx'

export function Told({ listId, told, may }: { listId: string; told: ResponseOf<typeof readTold>; may: boolean }) {
  const { t, f } = useWords()
  return (
    <Card title={t('out.title')}>
      <div className="card-body">
        <p><strong>{t(`out.resharing.${told.resharing}`)}.</strong> {told.tooLarge ? t('out.tooLarge') : t(`out.resharing.${told.resharing}Why`)}</p>
        <MetaList items={[{ term: t('out.indicatorsWith'), value: f.list(told.shared.indicators) || t('out.nobody') }, { term: t('out.sightingsWith'), value: f.list(told.shared.sightings) || t('out.nobody') }]} />
        <div className="watch-acts">
          {may && <Ask id="resharing" label={t('out.resharing')} intent="resharing" hidden={{ version: told.version }}><RadioGroup name="resharing" label={t('out.resharing')} value={told.resharing} choices={resharings.map((value) => ({ value, label: t(`out.resharing.${value}`), hint: t(`out.resharing.${value}Hint`) }))} /></Ask>}
          {told.resharing !== 'no' && <><Link className="button button-secondary" to={`/console/sharing/out/indicators/${listId}`}>{t('out.share')}</Link><Link className="button button-secondary" to={`/console/sharing/out/sightings/${listId}`}>{t('out.shareSightings')}</Link></>}
        </div>
      </div>
    </Card>
  )
}

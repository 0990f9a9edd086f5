import { Card } from '#ui/components/console-marks.tsx'
import { RadioGroup, TextField } from '#ui/components/forms.tsx'
import { EmptyState } from '#ui/components/parts.tsx'
import { Icon } from '#ui/icons/icon.tsx'
import { claimKinds, type ClaimItem } from '../../contract.ts'
import { useWords } from '../words.ts'
import { Ask, Press } from './ask.tsx'

export type May = { /** For the body, or as the coordinator with its paper. */ readonly speak: boolean; readonly decide: boolean }

export function AddClaim() {
  const { t } = useWords()
  return (
    <Ask id="claim-new" label={t('claims.add')} title={t('claims.add')} intent="claim" kind="primary">
      {(errorOf) => (
        <>
          <RadioGroup name="kind" label={t('claims.kind')} value="domain" choices={claimKinds.map((value) => ({ value, label: t(`kind.${value}`) }))} required />
          <TextField name="value" label={t('claims.value')} hint={t('claims.valueHint')} required {...errorOf('value')} />
          <TextField name="note" label={t('claims.note')} optional={t('optional')} {...errorOf('note')} />
        </>
      )}
    </Ask>
  )
}

/** Claims, those that wait first. `named`: with the body, on a page of several. */
export function Claims({ items, may, named = false }: { items: readonly ClaimItem[]; may: May; named?: boolean }) {
  const { t, f } = useWords()
  return (
    <Card title={t('claims.list')}>
      {items.length === 0 ? <div className="card-body"><EmptyState title={t('claims.none')}>{t(named ? 'claims.noneLead' : 'claims.noneOwn')}</EmptyState></div> : (
        <ul className="coordination-list">
          {items.map((one) => (
            <li key={one.id} data-state={one.state}>
              <div>
                <p><strong className="coordination-value">{one.value}</strong> <State state={one.state} /></p>
                <p className="soft">{t(`kind.${one.kind}`)}{named && ` · ${one.party.name}`}</p>
                <p className="soft">{one.decidedAt ? t('claims.decided', { name: one.decidedBy, when: f.moment(one.decidedAt), reason: one.reason }) : t('claims.asked', { name: one.askedBy, when: f.moment(one.askedAt) })}</p>
                {one.note && <p>{one.note}</p>}
                {one.contested && one.state === 'asked' && <p>{t('claims.contested')}</p>}
                {one.state === 'asked' && one.record && <p>{t('claims.record')} <code>{one.record}</code></p>}
                {one.state === 'asked' && one.provenAt && <p><Icon name="tick" /> {t('claims.found.yes')}</p>}
              </div>
              {(may.speak || may.decide) && (one.state === 'asked' || one.state === 'approved') && (
                <div className="coordination-acts">
                  {may.speak && one.state === 'asked' && one.record && <Press id={`prove-${one.id}`} label={t('claims.prove')} about={one.value} intent="prove" hidden={{ id: one.id }} say={({ data }) => (data.found ? t(`claims.found.${data.found}`) : '')} />}
                  {may.decide && one.state === 'asked' && <Decide one={one} />}
                  {may.speak && <Release one={one} />}
                </div>
              )}
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}

const icons = { asked: 'clock', approved: 'tick', refused: 'cross', released: 'history', holds: 'tick', to_come: 'clock', ended: 'history', withdrawn: 'cross' } as const
export function State({ state }: { state: keyof typeof icons }) {
  const { t } = useWords()
  return <span className="coordination-state"><Icon name={icons[state]} /> {t(`state.${state}`)}</span>
}

function Decide({ one }: { one: ClaimItem }) {
  const { t } = useWords()
  return (
    <Ask id={`decide-${one.id}`} label={t('claims.decide')} about={one.value} title={t('of', { what: t('claims.decide'), name: one.value })} intent="decide" hidden={{ id: one.id, version: one.version }} kind="primary">
      {(errorOf) => (
        <>
          <RadioGroup name="decision" label={t('claims.decision')} choices={[{ value: 'approve', label: t('claims.approve') }, { value: 'refuse', label: t('claims.refuse') }]} required />
          <TextField name="reason" label={t('claims.reason')} required {...errorOf('reason')} />
        </>
      )}
    </Ask>
  )
}

function Release({ one }: { one: ClaimItem }) {
  const { t } = useWords()
  return (
    <Ask id={`release-${one.id}`} label={t('claims.release')} about={one.value} title={t('of', { what: t('claims.release'), name: one.value })} intent="release" hidden={{ id: one.id, version: one.version }} save={t('claims.release')}>
      {(errorOf) => <><p>{t('claims.releaseLead')}</p><TextField name="reason" label={t('claims.reason')} required {...errorOf('reason')} /></>}
    </Ask>
  )
}

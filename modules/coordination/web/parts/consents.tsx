import { Card } from '#ui/components/console-marks.tsx'
import { TextField } from '#ui/components/forms.tsx'
import { EmptyState } from '#ui/components/parts.tsx'
import { SelectField } from '#ui/components/select.tsx'
import { localOf } from '#ui/i18n/local-time.ts'
import { consentKinds, type ClaimItem, type ConsentItem } from '../../contract.ts'
import { useWords } from '../words.ts'
import { Ask } from './ask.tsx'
import { State } from './claims.tsx'

export function AddConsent({ claims, centre }: { claims: readonly ClaimItem[]; centre: boolean }) {
  const { t, now, timeZone } = useWords()
  const scopes = [{ value: '', label: t('consents.all') }, ...claims.filter((one) => one.state === 'approved').map(({ kind, value }) => ({ value: `${kind}|${value}`, label: value }))]
  const label = t(centre ? 'consents.record' : 'consents.add')
  return (
    <Ask id="consent-new" label={label} title={label} intent="consent" kind="primary">
      {(errorOf) => (
        <>
          <SelectField name="what" label={t('consents.what')} options={consentKinds.map((value) => ({ value, label: t(`what.${value}`) }))} />
          <SelectField name="scope" label={t('consents.scope')} options={scopes} {...errorOf('asset')} />
          <TextField name="givenBy" label={t('consents.givenBy')} required {...errorOf('givenBy')} />
          <TextField name="givenRole" label={t('consents.role')} hint={t('consents.roleHint')} required {...errorOf('givenRole')} />
          <TextField name="document" label={t('consents.document')} hint={t('consents.documentHint')} required {...errorOf('document')} />
          <TextField name="from" type="date" label={t('consents.from')} value={localOf(now, timeZone).slice(0, 10)} required {...errorOf('from')} />
          <TextField name="until" type="date" label={t('consents.until')} hint={t('consents.untilHint')} required {...errorOf('until')} />
        </>
      )}
    </Ask>
  )
}

/** What holds first; what is over stays to be read. */
export function Consents({ items, speak, named = false }: { items: readonly ConsentItem[]; speak: boolean; named?: boolean }) {
  const { t, f } = useWords()
  const order = ['holds', 'to_come', 'withdrawn', 'ended'] as const
  return (
    <Card title={t('consents.list')}>
      {items.length === 0 ? <div className="card-body"><EmptyState title={t('consents.none')}>{t('consents.noneLead')}</EmptyState></div> : (
        <ul className="coordination-list">
          {items.toSorted((a, b) => order.indexOf(a.state) - order.indexOf(b.state)).map((one) => {
            const what = t(`what.${one.what}`)
            return (
              <li key={one.id} data-state={one.state}>
                <div>
                  <p><strong>{what}</strong> <State state={one.state} /></p>
                  <p>{one.asset ? <span className="coordination-value">{one.asset.value}</span> : t('consents.all')}{named && ` · ${one.party.name}`}, {t('consents.dates', { from: f.date(one.from), until: f.date(one.until) })}</p>
                  <p className="soft">{t('consents.by', { name: one.givenBy, role: one.givenRole, document: one.document })}</p>
                  {one.withdrawn && <p className="soft">{t('consents.withdrawn', { name: one.withdrawn.by, when: f.moment(one.withdrawn.at) })}{one.withdrawn.reason && `: ${one.withdrawn.reason}`}</p>}
                </div>
                {speak && !one.withdrawn && one.state !== 'ended' && (
                  <div className="coordination-acts">
                    <Ask id={`withdraw-${one.id}`} label={t('consents.withdraw')} about={what} title={t('of', { what: t('consents.withdraw'), name: what })} intent="withdraw" hidden={{ id: one.id }} save={t('consents.withdraw')}>
                      {(errorOf) => <><p>{t('consents.withdrawLead')}</p><TextField name="reason" label={t('claims.reason')} optional={t('optional')} {...errorOf('reason')} /></>}
                    </Ask>
                  </div>
                )}
              </li>
            )
          })}
        </ul>
      )}
    </Card>
  )
}

import type { ResponseOf } from '#platform/contract/index.ts'
import { Card } from '#ui/components/console-marks.tsx'
import { SelectField } from '#ui/components/select.tsx'
import { TextField } from '#ui/components/forms.tsx'
import { Button, Callout } from '#ui/components/parts.tsx'
import { useLook } from '#ui/console/look.tsx'
import { Glyph, Icon } from '#ui/icons/icon.tsx'
import type { readConditions } from '../../contract-endpoints.ts'
import type { CaseDetail } from '../loaders.ts'
import { useWords } from '../words.ts'
import { ActForm } from './act.tsx'
import { Observed } from './states.tsx'
import { ObserveCard } from './tiedSituation.tsx'

type Conditions = ResponseOf<typeof readConditions>
const kinds = ['csirt', 'dpa', 'prosecutor', 'clean_rebuild', 'other'] as const

/** The gate: what is still missing before anybody may say "reopened and safe", and how things are observed to be meanwhile. */
export function ConditionsView({ one, to, conditions }: { one: CaseDetail; to: string; conditions: Conditions }) {
  const { items, gate } = conditions
  const t = useWords()
  return (
    <div className="split split-even">
      <div className="case-stack">
        <GateState gate={gate} />
        <Card title={t('gate.list')}>
          <ol className="conditions">{items.map((item) => <Condition key={item.id} item={item} to={to} />)}</ol>
        </Card>
        {one.may.manage && one.state !== 'closed' && <AddCondition to={to} />}
      </div>
      <div className="case-stack">
        {one.state !== 'closed' && <SafeCard one={one} to={to} conditions={conditions} />}
        {one.state !== 'closed' && <ObserveCard one={one} to={to} />}
      </div>
    </div>
  )
}

function GateState({ gate }: { gate: Conditions['gate'] }) {
  const t = useWords()
  const { f } = useLook()
  const said = gate.reopenedSafeAt !== null
  return (
    <Callout tone={said || gate.open ? 'restored' : 'degraded'} icon={<Glyph state={said || gate.open ? 'restored' : 'degraded'} />} title={said ? t('case.safe') : gate.open ? t('gate.open') : t.n('gate.missing', gate.required - gate.met)}>
      <p className="gate-count">
        <span className="gate-steps" aria-hidden="true">{Array.from({ length: gate.required }, (_, i) => <span key={i} className={i < gate.met ? 'gate-step gate-step-met' : 'gate-step'} />)}</span>
        {t('gate.count', { met: gate.met, required: gate.required })}
      </p>
      {said && <p>{t('safe.by', { by: gate.safeBy, at: f.moment(gate.reopenedSafeAt!) })} {gate.override !== '' && t('safe.reasons', { reasons: gate.override })}</p>}
      <p>{t('gate.observed')} <Observed observed={gate.observed} /> {gate.observedAt && <span className="soft">{f.relative(gate.observedAt)}</span>}</p>
    </Callout>
  )
}

function Condition({ item, to }: { item: Conditions['items'][number]; to: string }) {
  const t = useWords()
  const { f } = useLook()
  const met = item.metAt !== null
  return (
    <li className={met ? 'condition condition-met' : 'condition'}>
      <p className="condition-head">
        <Icon name={met ? 'tick' : 'clock'} />
        <strong>{t(`condition.${item.kind}`)}</strong>
        <span className={met ? 'tone-restored condition-word' : 'tone-degraded condition-word'}>{met ? t('gate.met') : item.required ? t('gate.waits') : t('gate.optional')}</span>
        {item.ofMain && <span className="soft">{t('gate.ofMain')}</span>}
      </p>
      {item.title !== '' && <p>{item.title}</p>}
      <p className="soft">{item.askedBy === '' ? t('gate.always') : t('gate.asked', { by: item.askedBy, at: f.moment(item.askedAt) })}</p>
      {met && <p>{t('gate.metOn', { at: f.moment(item.metAt!) })}{item.metBy && `, ${item.metBy}`}{item.evidence && <> · <span className="mono">{item.evidence}</span></>}</p>}
      {item.mayMeet && (
        <ActForm to={to} intent="met" className="met-form" fields={{ conditionId: item.id }} done={t('gate.recorded')}>
          {({ busy }) => (
            <>
              <div className="field">
                <label htmlFor={`evidence-${item.id}`}>{t('gate.document')}</label>
                <input id={`evidence-${item.id}`} name="evidence" required maxLength={500} placeholder={t('gate.documentExample')} />
              </div>
              <Button kind="secondary" icon="tick" disabled={busy}>{busy ? t('act.busy') : t('gate.meet')}</Button>
            </>
          )}
        </ActForm>
      )}
    </li>
  )
}

function AddCondition({ to }: { to: string }) {
  const t = useWords()
  return (
    <Card title={t('gate.add')}>
      <div className="card-body">
        <p className="soft">{t('gate.addLead')}</p>
        <ActForm to={to} intent="condition" className="case-form" done={t('gate.added')}>
          {({ busy }) => (
            <>
              <SelectField name="kind" label={t('gate.kind')} options={kinds.map((kind) => ({ value: kind, label: t(`condition.${kind}`) }))} value="csirt" />
              <TextField name="askedBy" label={t('gate.askedBy')} hint={t('gate.askedByHint')} required />
              <TextField name="title" label={t('gate.title')} optional={t('optional')} />
              <div className="choice"><input type="checkbox" id="required" name="required" defaultChecked /><label htmlFor="required">{t('gate.required')}</label></div>
              <div className="form-foot"><Button kind="secondary" disabled={busy}>{busy ? t('act.busy') : t('gate.addButton')}</Button></div>
            </>
          )}
        </ActForm>
      </div>
    </Card>
  )
}

/** The word itself. A closed gate names what is missing; only the body may go past it, with its reasons. */
function SafeCard({ one, to, conditions: { gate, items } }: { one: CaseDetail; to: string; conditions: Conditions }) {
  const t = useWords()
  const missing = items.filter((item) => item.required && item.metAt === null)
  if (gate.reopenedSafeAt !== null) return null
  return (
    <Card title={t('safe.title')}>
      <div className="card-body">
        <p>{t('safe.lead')}</p>
        {missing.length > 0 && (
          <>
            <p><strong>{t('safe.missing')}</strong></p>
            <ul className="missing-list">{missing.map((item) => <li key={item.id}>{t(`condition.${item.kind}`)}{item.askedBy && !t(`condition.${item.kind}`).endsWith(`(${item.askedBy})`) && ` (${item.askedBy})`}</li>)}</ul>
          </>
        )}
        {gate.open && (
          <ActForm to={to} intent="safe" done={t('safe.done')}>{({ busy }) => <Button icon="tick" disabled={busy}>{busy ? t('act.busy') : t('safe.declare')}</Button>}</ActForm>
        )}
        {!gate.open && one.may.override && (
          <details className="override">
            <summary>{t('safe.override')}</summary>
            <ActForm to={to} intent="safe" className="case-form" done={t('safe.done')}>
              {({ busy }) => (
                <>
                  <p className="soft">{t('safe.overrideLead')}</p>
                  <div className="field"><label htmlFor="override">{t('safe.reasonsLabel')}</label><p className="field-hint" id="override-hint">{t('safe.reasonsHint')}</p><textarea id="override" name="override" rows={4} minLength={20} required aria-describedby="override-hint" /></div>
                  <div className="form-foot"><Button kind="danger" disabled={busy}>{busy ? t('act.busy') : t('safe.declareAnyway')}</Button></div>
                </>
              )}
            </ActForm>
          </details>
        )}
        {!gate.open && !one.may.override && <p className="soft">{t('safe.onlyBody')}</p>}
      </div>
    </Card>
  )
}

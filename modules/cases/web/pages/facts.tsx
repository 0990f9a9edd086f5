import { Link } from 'react-router'
import { Card } from '#ui/components/console-marks.tsx'
import { TextField } from '#ui/components/forms.tsx'
import { Button } from '#ui/components/parts.tsx'
import { SelectField } from '#ui/components/select.tsx'
import { rsit, rsitClasses } from '../../contract-rsit.ts'
import { ActForm } from '../parts/act.tsx'
import { TlpField } from '../parts/fields.tsx'
import { HoldCard } from '../parts/holdCard.tsx'
import { useCase } from '../parts/useCase.ts'
import { useWords } from '../words.ts'

const veris = ['actor', 'action', 'asset', 'attribute'] as const
const sayCode = (code: string) => code.replaceAll('-', ' ')

/** What a person decides about a case: name, state, how far it may go, and its class in the shared taxonomies. */
export function FactsPage() {
  const { one, base } = useCase()
  const t = useWords()
  const list = (name: string) => (Array.isArray(one.veris[name]) ? (one.veris[name] as string[]).join(', ') : '')
  return (
    <div className="case-stack">
      <ActForm to={base} intent="change" className="case-form split split-even" fields={{ version: String(one.version) }} done={t('facts.done')} key={one.id}>
        {({ busy }) => (
          <>
            <Card title={t('facts.title')}>
              <div className="card-body">
                <TextField name="title" label={t('new.name')} value={one.title} required />
                {/* React moves the default of an input, not that of a list: a list whose stored answer changed is a new one. */}
                <SelectField key={`state ${one.state}`} name="state" label={t('filter.state')} value={one.state === 'closed' ? 'recovering' : one.state} options={(['open', 'contained', 'recovering'] as const).map((value) => ({ value, label: t(`state.${value}`) }))} />
                <TlpField key={`tlp ${one.tlp}`} value={one.tlp} />
                <div className="form-foot"><Button disabled={busy || one.state === 'closed'}>{busy ? t('act.busy') : t('facts.save')}</Button></div>
              </div>
            </Card>
            <Card title={t('facts.classes')}>
              <div className="card-body">
                <p className="soft">{t('facts.classesLead')}</p>
                <SelectField
                  key={`rsit ${one.rsitClass} ${one.rsitType}`} name="rsit" label="RSIT" hint={t('facts.rsitHint')} value={one.rsitClass === null ? '' : `${one.rsitClass}/${one.rsitType ?? ''}`}
                  options={[{ value: '', label: t('facts.none') }, ...rsitClasses.flatMap((rsitClass) => [{ value: `${rsitClass}/`, label: sayCode(rsitClass) }, ...rsit[rsitClass].map((type) => ({ value: `${rsitClass}/${type}`, label: `${sayCode(rsitClass)} · ${sayCode(type)}` }))])]}
                />
                {veris.map((name) => <TextField key={name} name={name} label={`VERIS · ${t(`veris.${name}`)}`} hint={t('facts.listHint')} optional={t('optional')} value={list(name)} />)}
                <SelectField key={`extortion ${String(one.veris['extortion'])}`} name="extortion" label={t('facts.extortion')} value={String(one.veris['extortion'] ?? 'unknown')} options={[{ value: 'unknown', label: t('notKnown') }, { value: 'yes', label: t('yes') }, { value: 'no', label: t('no') }]} />
                <TextField name="attack" label="MITRE ATT&CK" hint={t('facts.attackHint')} optional={t('optional')} value={one.attack.join(', ')} />
              </div>
            </Card>
          </>
        )}
      </ActForm>
      <p><Link to={`${base}/readers`}>{t('readers.title')}</Link></p>
      <HoldCard one={one} to={base} />
    </div>
  )
}

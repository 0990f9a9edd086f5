/** What somebody may write down of an attack: the source first, then what it says. All but the source's name may stay empty. */
import { tlps } from '#platform/contract/index.ts'
import { CheckGroup, TextField } from '#ui/components/forms.tsx'
import { SelectField } from '#ui/components/select.tsx'
import { rsit, rsitClasses } from '#modules/cases/contract.ts'
import { sizes, sourceKinds, verisActions, victimKinds } from '../../contract-facts.ts'
import { sayCode, useWords } from '../words.ts'
import { TechniqueField } from './technique-field.tsx'

export const tlpName = (tlp: string): string => `TLP:${tlp.toUpperCase()}`

export function SourceFields() {
  const { t } = useWords()
  return (
    <>
      <SelectField name="sourceKind" label={t('source.kind')} value="press" options={sourceKinds.filter((one) => one !== 'case').map((value) => ({ value, label: t(`source.${value}`) }))} />
      <TextField name="sourceTitle" label={t('source.title')} hint={t('source.titleHint')} required />
      <TextField name="url" label={t('source.url')} type="url" optional={t('optional')} />
      <TextField name="publishedOn" label={t('source.on')} type="date" optional={t('optional')} />
      <TextField name="confidence" label={t('source.confidence')} hint={t('source.confidenceHint')} inputMode="numeric" value="50" />
    </>
  )
}

export function FactFields() {
  const { t } = useWords()
  const none = { value: '', label: t('said.nothing') }
  const optional = t('optional')
  return (
    <>
      <TextField name="title" label={t('field.title')} optional={optional} />
      <TextField name="started" label={t('field.started')} hint={t('moment.hint')} optional={optional} />
      <TextField name="restored" label={t('field.restored')} hint={t('moment.hint')} optional={optional} />
      <SelectField name="certainty" label={t('field.certainty')} value="" options={[none, ...(['confirmed', 'suspected', 'near_miss', 'false_positive'] as const).map((value) => ({ value, label: t(`certainty.${value}`) }))]} />
      <SelectField name="rsit" label={t('field.rsit')} value="" options={[none, ...rsitClasses.flatMap((one) => [{ value: one, label: one.replaceAll('-', ' ') }, ...rsit[one].map((type) => ({ value: `${one}/${type}`, label: `${one} · ${type}`.replaceAll('-', ' ') }))])]} />
      <CheckGroup name="actions" label={t('field.actions')} optional={optional} choices={verisActions.filter((one) => one !== 'unknown').map((value) => ({ value, label: t(`action.${value}`) }))} values={[]} />
      <TechniqueField />
      <SelectField name="extortion" label={t('field.extortion')} value="" options={[none, ...(['yes', 'no', 'unknown'] as const).map((value) => ({ value, label: t(`answer.${value}`) }))]} />
      {(['people', 'records', 'costEur', 'daysToRestore'] as const).map((name) => <TextField key={name} name={name} label={t(`field.${name}`)} inputMode="numeric" optional={optional} />)}
      <TextField name="summary" label={t('field.summary')} lines={4} optional={optional} />
      <SelectField name="victimKind" label={t('victim.kind')} hint={t('victim.hint')} value="" options={[none, ...victimKinds.map((value) => ({ value, label: sayCode(t, 'kind', value) }))]} />
      <TextField name="victimCount" label={t('victim.count')} inputMode="numeric" optional={optional} />
      <TextField name="victimName" label={t('victim.name')} hint={t('victim.nameHint')} optional={optional} />
      <TextField name="namingUrl" label={t('victim.url')} hint={t('victim.urlHint')} type="url" optional={optional} />
      <SelectField name="victimSize" label={t('victim.size')} value="unknown" options={sizes.map((value) => ({ value, label: t(`size.${value}`) }))} />
      <TextField name="victimSector" label={t('victim.sector')} hint={t('victim.sectorHint')} optional={optional} />
      {(['Country', 'Province', 'Place'] as const).map((name) => <TextField key={name} name={`victim${name}`} label={t(`victim.${name}`)} {...(name === 'Country' ? { hint: t('victim.countryHint') } : {})} optional={optional} />)}
    </>
  )
}

export function TlpField({ value }: { value: string }) {
  const { t } = useWords()
  return <SelectField name="tlp" label={t('tlp')} hint={t('tlp.hint')} value={value} options={tlps.map((one) => ({ value: one, label: tlpName(one) }))} />
}

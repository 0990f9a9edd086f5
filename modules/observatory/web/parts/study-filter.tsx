import { TextField } from '#ui/components/forms.tsx'
import { SelectField } from '#ui/components/select.tsx'
import { entryStates } from '../../contract-entries.ts'
import { sizes, verisActions, victimKinds } from '../../contract-facts.ts'
import { sayCode, useWords } from '../study-words.ts'

/** Which attacks, and who had what is compared. `prefix` keeps the fields of several filters of a page apart. */
export function FilterFields({ asked, providers, prefix = '' }: { asked: { readonly [name: string]: string }; providers: readonly { readonly value: string; readonly label: string }[]; prefix?: string }) {
  const { t } = useWords()
  const at = (name: string) => ({ name: prefix + name, value: asked[name] ?? '' })
  const choose = (name: 'kind' | 'action' | 'size' | 'state', values: readonly string[]) => <SelectField {...at(name)} label={t(`by.${name}`)} options={[{ value: '', label: t('all') }, ...values.map((value) => ({ value, label: sayCode(t, name, value) }))]} />
  return (
    <>
      <div className="pair">
        <TextField {...at('from')} label={t('from')} inputMode="numeric" /><TextField {...at('to')} label={t('to')} inputMode="numeric" />
        {choose('kind', victimKinds)}{choose('action', verisActions)}{choose('size', sizes)}{choose('state', entryStates)}
        <TextField {...at('sector')} label={t('by.sector')} hint={t('sectorHint')} /><TextField {...at('province')} label={t('by.province')} /><TextField {...at('region')} label={t('region')} />
        <TextField {...at('confidence')} label={t('confidence')} inputMode="numeric" /><TextField {...at('q')} label={t('q')} type="search" />
      </div>
      <details className="field" open={asked['since'] !== undefined}>
        <summary>{t('chart.effect')}</summary>
        <TextField {...at('since')} label={t('since')} hint={t('sinceHint')} type="date" />
        <SelectField {...at('tool')} label={t('tool')} hint={t('toolHint')} options={[{ value: '', label: t('nobody') }, ...providers]} />
        <TextField {...at('had')} label={t('had')} hint={t('hadHint')} lines={2} />
      </details>
    </>
  )
}

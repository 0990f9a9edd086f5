/** What a list is called and says by default: the same for a new one and one that is changed. */
import { tlps } from '#platform/contract/index.ts'
import { TextField } from '#ui/components/forms.tsx'
import { SelectField } from '#ui/components/select.tsx'
import type { ListItem } from '../../contract-lists.ts'
import { useWords } from '../words.ts'

export const tlpName = (tlp: string): string => `TLP:${tlp.toUpperCase()}`

export function ListFields({ list }: { list?: Pick<ListItem, 'name' | 'source' | 'licence' | 'confidence' | 'tlp' | 'days'> }) {
  const { t } = useWords()
  return (
    <>
      <TextField name="name" label={t('list.name')} value={list?.name ?? ''} required />
      <TextField name="source" label={t('list.source')} value={list?.source ?? ''} optional={t('optional')} />
      <TextField name="licence" label={t('list.licence')} value={list?.licence ?? ''} optional={t('optional')} />
      <TextField name="confidence" label={t('list.confidence')} hint={t('list.confidenceHint')} inputMode="numeric" value={String(list?.confidence ?? 50)} required />
      <SelectField name="tlp" label={t('list.tlp')} hint={t('list.tlpHint')} value={list?.tlp ?? 'amber'} options={tlps.map((value) => ({ value, label: tlpName(value) }))} />
      <TextField name="days" label={t('list.days')} hint={t('list.daysHint')} inputMode="numeric" value={list?.days == null ? '' : String(list.days)} optional={t('optional')} />
    </>
  )
}

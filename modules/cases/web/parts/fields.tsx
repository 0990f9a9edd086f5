import { tlps, type Tlp } from '#platform/contract/index.ts'
import { SelectField } from '#ui/components/select.tsx'
import { useWords } from '../words.ts'

/** How far it may go. `upTo`: levels stricter than this would reach nobody by this way, and are not offered. */
export function TlpField({ value, upTo, name = 'tlp' }: { value: Tlp; upTo?: Tlp; name?: string }) {
  const t = useWords()
  const offered = tlps.slice(upTo ? tlps.indexOf(upTo) : 0)
  return <SelectField name={name} label={t('tlp.label')} value={offered.includes(value) ? value : offered[0]!} options={offered.map((tlp) => ({ value: tlp, label: `TLP:${tlp.toUpperCase()} · ${t(`tlp.${tlp}`)}` }))} />
}

import { SelectField } from '#ui/components/select.tsx'
import { levels } from '../../contract.ts'
import { useWords } from '../words.ts'

/** Product and level, as both the catalogue and a proposal are narrowed. */
export function Choose({ products, product, level }: { products: readonly string[]; product: string | undefined; level: string | undefined }) {
  const { t } = useWords()
  return (
    <>
      <SelectField name="product" label={t('proposal.product')} value={product ?? 'any'} options={[{ value: 'any', label: t('proposal.any') }, ...products.map((one) => ({ value: one, label: one || t('proposal.noProduct') }))]} />
      <SelectField name="level" label={t('proposal.level')} value={level ?? ''} options={[{ value: '', label: t('proposal.any') }, ...levels.map((one) => ({ value: one, label: t(`level.${one}`) }))]} />
    </>
  )
}
export const searchWith = (path: string, given: Readonly<Record<string, string | number | undefined>>): string => {
  const search = new URLSearchParams(Object.entries(given).flatMap(([key, value]) => (value === undefined || (value === '' && key !== 'product') ? [] : [[key, String(value)]])))
  return search.size > 0 ? `${path}?${search}` : path
}

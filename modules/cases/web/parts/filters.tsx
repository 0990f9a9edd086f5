import { useRef, type ReactNode } from 'react'
import { Form, Link, useLocation, useSearchParams, useSubmit } from 'react-router'
import { Icon } from '#ui/icons/icon.tsx'
import { useWords } from '../words.ts'

/** Filters are the address: chosen one by one, sent at once, shared by copying the link. */
export function FilterBar({ filters, kept = [], search, noSearch = false, children }: { filters: Readonly<Record<string, string>>; kept?: readonly string[]; search: string; noSearch?: boolean; children: ReactNode }) {
  const t = useWords()
  const submit = useSubmit()
  const { pathname } = useLocation()
  const [address] = useSearchParams()
  const form = useRef<HTMLFormElement>(null)
  const isFiltered = Object.keys(filters).some((name) => name !== 'offset' && name !== 'sort' && name !== 'kind')
  return (
    <Form ref={form} className="case-filters" role="search" aria-label={t('filters.label')} onChange={(event) => { if ((event.target as HTMLElement).tagName === 'SELECT') void submit(form.current, { replace: true, preventScrollReset: true }) }}>
      {kept.map((name) => address.get(name) && <input key={name} type="hidden" name={name} value={address.get(name)!} />)}
      {!noSearch && (
        <label className="case-filter case-filter-search">
          <span className="sr-only">{search}</span>
          <Icon name="search" />
          <input type="search" name="q" defaultValue={filters['q'] ?? ''} placeholder={search} key={filters['q'] ?? ''} />
        </label>
      )}
      {children}
      <button className="button button-secondary">{t('filters.apply')}</button>
      {isFiltered && <Link to={pathname}>{t('filters.clear')}</Link>}
    </Form>
  )
}

export function Filter({ name, label, value, options, noAll }: { name: string; label: string; value: string | undefined; options: readonly (readonly [value: string, word: string])[]; noAll?: boolean }) {
  const t = useWords()
  return (
    <label className={value && !noAll ? 'case-filter case-filter-on' : 'case-filter'}>
      <span>{label}</span>
      <select name={name} defaultValue={value ?? ''} key={value ?? ''}>
        {!noAll && <option value="">{t('filters.all')}</option>}
        {options.map(([option, word]) => <option key={option} value={option}>{word}</option>)}
      </select>
    </label>
  )
}

import { TextField } from '#ui/components/forms.tsx'
import { Button } from '#ui/components/parts.tsx'
import type { Pen } from './words.ts'

/** One question, answered by a list that has an address of its own. */
export function Search({ action, label, query, hidden, pen: { t } }: { action: string; label: string; query?: string; hidden?: { name: string; value: string }; pen: Pen }) {
  return (
    <form className="search" action={action} method="get" role="search">
      {hidden && <input type="hidden" name={hidden.name} value={hidden.value} />}
      <TextField name="q" type="search" label={label} value={query} />
      <Button kind="secondary" icon="search">{t('search.button')}</Button>
      {query && <a href={action}>{t('search.clear')}</a>}
    </form>
  )
}

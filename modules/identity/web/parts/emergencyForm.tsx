import { useState } from 'react'
import { useFetcher } from 'react-router'
import { TextField } from '#ui/components/forms.tsx'
import { Button } from '#ui/components/parts.tsx'
import { SelectField } from '#ui/components/select.tsx'
import { EMERGENCY } from '../../contract-emergency.ts'
import { useAccessWords } from '../access.ts'
import type { Outcome } from '../api.ts'
import { useWords } from '../words.ts'
import { refusedOf } from './notice.tsx'

/** Under a person's access: a role of the centre for some hours, with its reasons. What came of it is said above, with the other outcomes. */
export function EmergencyForm({ person }: { person: { readonly id: string; readonly name: string } }) {
  const t = useWords()
  const a = useAccessWords()
  const fetcher = useFetcher<Outcome>({ key: 'people' })
  const [open, setOpen] = useState(false)
  if (!open) return <p><Button kind="secondary" type="button" onClick={() => setOpen(true)}>{a('em.give')}</Button></p>
  const wrong = refusedOf(fetcher.data)?.fields.some(({ path }) => path === 'body.reason') ?? false
  return (
    <fetcher.Form method="post" className="group">
      <p>{a('em.give.means', { name: person.name })}</p>
      <input type="hidden" name="intent" value="emergency" />
      <input type="hidden" name="personId" value={person.id} />
      <input type="hidden" name="name" value={person.name} />
      <SelectField name="emergencyRole" label={a('em.role')} options={(['analyst', 'coordinator'] as const).map((value) => ({ value, label: t(`role.${value}`) }))} />
      <SelectField name="emergencyHours" label={a('em.hours')} options={Array.from({ length: EMERGENCY.hours }, (_, i) => ({ value: String(i + 1), label: a.n('em.hours', i + 1) }))} />
      <TextField name="emergencyReason" lines={3} label={a('em.reason')} hint={a('em.reason.hint')} error={wrong ? a('em.reason.wrong') : undefined} required />
      <div className="form-row">
        <Button kind="danger" disabled={fetcher.state !== 'idle'}>{a('em.submit')}</Button>
        <Button kind="secondary" type="button" onClick={() => setOpen(false)}>{t('cancel')}</Button>
      </div>
    </fetcher.Form>
  )
}

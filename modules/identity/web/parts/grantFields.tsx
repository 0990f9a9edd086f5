import { useState } from 'react'
import type { Role } from '#platform/contract/index.ts'
import { SelectField } from '#ui/components/select.tsx'
import { useLook } from '#ui/console/look.tsx'
import { useWords } from '../words.ts'
import { withoutParty, type Keeper } from './keeper.ts'
import { PartyPicker } from './partyPicker.tsx'

/** Role, for whom and until when. `id` keeps the fields of two forms on one page apart. */
export function GrantFields({ keeper, id, error }: { keeper: Keeper; id: string; error?: string }) {
  const t = useWords()
  const { timeZone } = useLook()
  const [role, setRole] = useState<Role>(keeper.roles[0]!)
  const needsParty = !withoutParty.includes(role)
  return (
    <>
      <SelectField name="role" label={t('people.role')} hint={t(`role.${role}.meaning`)} value={role} onChange={(value) => setRole(value as Role)} options={keeper.roles.map((value) => ({ value, label: t(`role.${value}`) }))} />
      {needsParty && keeper.everywhere && <PartyPicker key={kindOf(role)} id={id} kind={kindOf(role)} error={error} />}
      {needsParty && !keeper.everywhere && (keeper.parties.length === 1
        ? <input type="hidden" name="partyId" value={keeper.parties[0]!.id} />
        : <SelectField name="partyId" label={t('people.party.body')} options={keeper.parties.map(({ id: value, name }) => ({ value, label: name }))} />)}
      <div className="field">
        <label htmlFor={`${id}-until`}>{t('people.validUntil')} <span className="field-optional">{t('optional')}</span></label>
        <p className="field-hint" id={`${id}-until-hint`}>{t('people.validUntil.hint')}</p>
        <input className="input" type="date" id={`${id}-until`} name="until" aria-describedby={`${id}-until-hint`} />
        <input type="hidden" name="timeZone" value={timeZone} />
      </div>
    </>
  )
}

const kindOf = (role: Role): 'district' | 'provider' | 'body' => (role === 'liaison' ? 'district' : role === 'provider' ? 'provider' : 'body')

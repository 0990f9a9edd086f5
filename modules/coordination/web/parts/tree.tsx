import { TextField } from '#ui/components/forms.tsx'
import { keepNumbers } from '#ui/components/parts.tsx'
import { telHref } from '#ui/components/site.tsx'
import type { ReachItem } from '../../contract.ts'
import { sayRole, useWords } from '../words.ts'
import { Ask } from './ask.tsx'

/** Whom to call, in order; those without a place below. On paper each line has its box. */
export function Tree({ contacts, edits = false, empty }: { contacts: readonly ReachItem[]; edits?: boolean; empty: string }) {
  const { t } = useWords()
  if (contacts.length === 0) return <p>{empty}</p>
  const placed = contacts.filter((one) => one.place !== null)
  const rest = contacts.filter((one) => one.place === null)
  return (
    <>
      {placed.length > 0 && <ol className="coordination-list coordination-tree">{placed.map((one) => <Line key={one.contactId} one={one} edits={edits} />)}</ol>}
      {rest.length > 0 && (
        <>
          {placed.length > 0 && <p className="coordination-rest">{t('tree.rest')}</p>}
          <ul className="coordination-list">{rest.map((one) => <Line key={one.contactId} one={one} edits={edits} />)}</ul>
        </>
      )}
    </>
  )
}

function Line({ one, edits }: { one: ReachItem; edits: boolean }) {
  const { t } = useWords()
  const name = one.name || sayRole(t, one.role)
  const phones = [one.phone, one.mobile, one.secondPhone].filter(Boolean)
  return (
    <li>
      <div>
        <p><strong>{name}</strong>{one.name && <span className="soft"> · {sayRole(t, one.role)}</span>}</p>
        {phones.length > 0 && <p className="coordination-phones">{phones.map((phone) => <a key={phone} href={telHref(phone)}>{keepNumbers(phone)}</a>)}</p>}
        {one.hours && <p>{one.hours}</p>}
        {(one.certifiedMail || one.email) && <p className="soft coordination-value">{[one.certifiedMail, one.email].filter(Boolean).join(' · ')}</p>}
        <p className="on-paper coordination-box">☐ {t('tree.answered')}</p>
      </div>
      {edits && <div className="coordination-acts"><Edit one={one} name={name} /></div>}
    </li>
  )
}

function Edit({ one, name }: { one: ReachItem; name: string }) {
  const { t } = useWords()
  return (
    <Ask id={`reach-${one.contactId}`} label={t('tree.edit')} about={name} title={t('of', { what: t('tree.edit'), name })} intent="reach" hidden={{ id: one.contactId, version: one.version }}>
      {(errorOf) => (
        <>
          <TextField name="place" label={t('tree.place')} hint={t('tree.placeHint')} inputMode="numeric" value={one.place === null ? '' : String(one.place)} optional={t('optional')} {...errorOf('place')} />
          <TextField name="mobile" type="tel" label={t('tree.mobile')} value={one.mobile} optional={t('optional')} {...errorOf('mobile')} />
          <TextField name="secondPhone" type="tel" label={t('tree.second')} value={one.secondPhone} optional={t('optional')} {...errorOf('secondPhone')} />
          <TextField name="hours" label={t('tree.hours')} value={one.hours} optional={t('optional')} {...errorOf('hours')} />
          <TextField name="certifiedMail" type="email" label={t('tree.pec')} value={one.certifiedMail} optional={t('optional')} {...errorOf('certifiedMail')} />
        </>
      )}
    </Ask>
  )
}

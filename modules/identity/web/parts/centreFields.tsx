import { CheckGroup, TextField } from '#ui/components/forms.tsx'
import { SelectField } from '#ui/components/select.tsx'
import { langNames, langs } from '#ui/i18n/lang.ts'
import { zoneOf, type Draft, type mails, type Missing } from '../draft.ts'
import { useWords, type Words } from '../words.ts'
import { dayName, WeeklyField } from './weeklyField.tsx'

type Fields = { readonly draft: Draft; readonly missing: readonly Missing[]; readonly onDraft: (draft: Draft) => void }

export function WhereFields({ draft, missing, onDraft }: Fields) {
  const t = useWords()
  const zones = [...new Set([draft.timeZone, ...Intl.supportedValuesOf('timeZone')])].sort()
  return (
    <>
      <fieldset className="field">
        <legend>{t('setUp.country')}</legend>
        <p className="field-hint" id="country-hint">{t('setUp.country.hint')}</p>
        <div className="choices choices-row">
          {(['IT', 'FR'] as const).map((one) => (
            <div className="choice" key={one}>
              <input type="radio" id={`country-${one}`} name="country" value={one} checked={draft.country === one} aria-describedby="country-hint" onChange={() => onDraft({ ...draft, country: one, timeZone: zoneOf[one] })} />
              <label htmlFor={`country-${one}`}>{t(`country.${one}`)}</label>
            </div>
          ))}
        </div>
      </fieldset>
      <CheckGroup name="languages" label={t('setUp.languages')} hint={t('setUp.languages.hint')} error={errorOf(t, missing, 'languages')} values={draft.languages} choices={langs.map((value) => ({ value, label: langNames[value] }))} />
      <SelectField name="timeZone" label={t('setUp.timeZone')} value={draft.timeZone} onChange={(timeZone) => onDraft({ ...draft, timeZone })} options={zones.map((value) => ({ value, label: value.replaceAll('_', ' ') }))} />
    </>
  )
}

export function NameFields({ draft, missing }: Omit<Fields, 'onDraft'>) {
  const t = useWords()
  return draft.languages.map((one) => (
    <fieldset className="group" key={one}>
      <legend>{t('setUp.inLang', { lang: t(`lang.${one}`) })}</legend>
      <div className="pair" lang={one}>
        <TextField name={`region-${one}`} label={t('setUp.region')} value={draft.region[one]} error={errorOf(t, missing, `region-${one}`)} />
        <TextField name={`name-${one}`} label={t('setUp.name')} value={draft.name[one]} error={errorOf(t, missing, `name-${one}`)} />
      </div>
    </fieldset>
  ))
}

/** `all`: also what a centre says once it is open; set-up asks for less. */
export function ReachFields({ draft, missing, all = false }: Omit<Fields, 'onDraft'> & { all?: boolean }) {
  const t = useWords()
  const wrong = missing.find(({ what }) => what === 'weekly')
  const mail = (name: (typeof mails)[number], label: string, hint: string) => <TextField name={name} type="email" label={label} hint={hint} optional={t('optional')} value={draft[name]} error={errorOf(t, missing, name)} />
  return (
    <>
      <TextField name="phone" type="tel" label={t('setUp.phone')} hint={t('setUp.phone.hint')} optional={t('optional')} value={draft.phone} />
      <WeeklyField value={draft.weekly} error={wrong && { day: wrong.day!, text: sayMissing(t, wrong) }} />
      <CheckGroup name="holidays" label={t('setUp.holidays')} hint={t('setUp.holidays.hint')} values={draft.closedOnHolidays ? ['closed'] : []} choices={[{ value: 'closed', label: t('setUp.holidays.closed') }]} />
      <fieldset className="group">
        <legend>{t('centre.after')} <span className="field-optional">{t('optional')}</span></legend>
        <p className="field-hint">{t('centre.after.hint')}</p>
        {draft.languages.map((one) => <div key={one} lang={one}><TextField name={`after-${one}`} label={t('setUp.inLang', { lang: t(`lang.${one}`) })} value={draft.after[one]} /></div>)}
      </fieldset>
      <div className="pair">
        {mail('mail', t('centre.mail'), t('centre.mail.hint'))}
        {mail('certifiedMail', t('centre.certified'), t('centre.certified.hint'))}
      </div>
      <TextField name="address" label={t('centre.address')} hint={t('centre.address.hint')} optional={t('optional')} value={draft.address} lines={3} />
      {all && (
        <>
          <div className="pair">
            {mail('emergencyMail', t('centre.emergency'), t('centre.emergency.hint'))}
            {mail('accessibility', t('centre.accessibility'), t('centre.accessibility.hint'))}
          </div>
          <TextField name="dpo" label={t('centre.dpo')} hint={t('centre.dpo.hint')} optional={t('optional')} value={draft.dpo} />
        </>
      )}
    </>
  )
}

export const errorOf = (t: Words, missing: readonly Missing[], field: string): string | undefined => {
  const found = missing.find((one) => one.field === field)
  return found && sayMissing(t, found)
}

export function sayMissing(t: Words, { what, lang, day }: Missing): string {
  if (day !== undefined) return t('missing.weekly', { day: dayName(t, day) })
  return lang ? t('missing.inLang', { what: t(`missing.${what as 'name'}`), lang: t(`lang.${lang}`) }) : t(`missing.${what as 'mail'}`)
}

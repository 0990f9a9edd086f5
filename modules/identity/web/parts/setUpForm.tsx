import { useEffect, useRef, type FormEvent } from 'react'
import { CheckGroup, ErrorSummary, TextField } from '#ui/components/forms.tsx'
import { Button } from '#ui/components/parts.tsx'
import { SelectField } from '#ui/components/select.tsx'
import { langNames, langs, locales, type Lang } from '#ui/i18n/lang.ts'
import { zoneOf, type Draft, type Missing, type Step } from '../draft.ts'
import { useWords, type Words } from '../words.ts'
import { PasswordField } from './passwordField.tsx'

type Props = {
  readonly step: Step; readonly draft: Draft; readonly missing: readonly Missing[]; readonly busy: boolean; readonly passwordProblem?: string
  readonly onSubmit: (event: FormEvent<HTMLFormElement>) => void; readonly onBack: (form: FormData) => void; readonly onDraft: (draft: Draft) => void
}

export function SetUpForm(props: Props) {
  const t = useWords()
  const form = useRef<HTMLFormElement>(null)
  const { step, missing, busy } = props
  const errors = missing.map((one) => ({ field: one.field, text: sayMissing(t, one) }))
  const errorOf = (field: string): string | undefined => errors.find((one) => one.field === field)?.text
  useEffect(() => {
    if (missing.length > 0) form.current?.querySelector<HTMLElement>('.error-summary')?.focus()
  }, [missing])
  return (
    <form ref={form} noValidate onSubmit={props.onSubmit}>
      <ErrorSummary title={t('form.missing')} kept={t('form.kept')} errors={errors} />
      <h2>{t(`setUp.step.${step}`)}</h2>
      {step === 1 && <Where {...props} t={t} errorOf={errorOf} />}
      {step === 2 && <Names {...props} t={t} errorOf={errorOf} />}
      {step === 3 && <Coordinator {...props} t={t} errorOf={errorOf} />}
      <div className="form-row">
        <Button disabled={busy}>{step === 3 ? t(busy ? 'setUp.busy' : 'setUp.submit') : t('setUp.forward')}</Button>
        {step > 1 && <Button kind="secondary" type="button" onClick={() => props.onBack(new FormData(form.current!))}>{t('setUp.back')}</Button>}
      </div>
    </form>
  )
}

type Inner = Props & { readonly t: Words; readonly errorOf: (field: string) => string | undefined }

function Where({ draft, onDraft, t, errorOf }: Inner) {
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
      <CheckGroup name="languages" label={t('setUp.languages')} hint={t('setUp.languages.hint')} error={errorOf('languages')} values={draft.languages} choices={langs.map((value) => ({ value, label: langNames[value] }))} />
      <SelectField name="timeZone" label={t('setUp.timeZone')} value={draft.timeZone} onChange={(timeZone) => onDraft({ ...draft, timeZone })} options={zones.map((value) => ({ value, label: value.replaceAll('_', ' ') }))} />
    </>
  )
}

function Names({ draft, t, errorOf }: Inner) {
  return (
    <>
      {draft.languages.map((one) => (
        <fieldset className="group" key={one}>
          <legend>{t('setUp.inLang', { lang: t(`lang.${one}`) })}</legend>
          <div className="pair" lang={one}>
            <TextField name={`region-${one}`} label={t('setUp.region')} value={draft.region[one]} error={errorOf(`region-${one}`)} />
            <TextField name={`name-${one}`} label={t('setUp.name')} value={draft.name[one]} error={errorOf(`name-${one}`)} />
          </div>
        </fieldset>
      ))}
      <TextField name="phone" type="tel" label={t('setUp.phone')} hint={t('setUp.phone.hint')} optional={t('optional')} value={draft.phone} />
      <CheckGroup name="days" label={t('setUp.hours')} hint={t('setUp.hours.hint')} optional={t('optional')} values={draft.days} choices={weekdays(t.lang)} />
      <div className="pair">
        <TextField name="from" type="time" label={t('setUp.from')} error={errorOf('from')} value={draft.spans[0]?.[0]} />
        <TextField name="until" type="time" label={t('setUp.until')} value={draft.spans[0]?.[1]} />
      </div>
      <div className="pair">
        <TextField name="from2" type="time" label={t('setUp.from2')} optional={t('optional')} value={draft.spans[1]?.[0]} />
        <TextField name="until2" type="time" label={t('setUp.until')} optional={t('optional')} value={draft.spans[1]?.[1]} />
      </div>
      <CheckGroup name="holidays" label={t('setUp.holidays')} hint={t('setUp.holidays.hint')} values={draft.closedOnHolidays ? ['closed'] : []} choices={[{ value: 'closed', label: t('setUp.holidays.closed') }]} />
    </>
  )
}

/** Monday first; 1 January 2024 was one. */
const weekdays = (lang: Lang) => Array.from({ length: 7 }, (_, day) => ({ value: String(day), label: new Intl.DateTimeFormat(locales[lang], { weekday: 'long', timeZone: 'UTC' }).format(Date.UTC(2024, 0, 1 + day)) }))

function Coordinator({ draft, t, errorOf, passwordProblem }: Inner) {
  return (
    <>
      <p className="field-hint">{t('setUp.coordinator.hint')}</p>
      <div className="pair">
        <TextField name="person" label={t('invitation.name')} autoComplete="name" value={draft.person} error={errorOf('person')} />
        <TextField name="email" type="email" label={t('signIn.email')} autoComplete="username" value={draft.email} error={errorOf('email')} />
      </div>
      <PasswordField name="password" label={t('password.choose')} hint={t('password.rule')} error={errorOf('password') ?? passwordProblem} autoComplete="new-password" />
    </>
  )
}

function sayMissing(t: Words, { what, lang }: Missing): string {
  return lang ? t('missing.inLang', { what: t(`missing.${what}`), lang: t(`lang.${lang}`) }) : t(`missing.${what}`)
}

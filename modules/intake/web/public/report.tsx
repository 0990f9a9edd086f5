import { CheckGroup, ErrorSummary, RadioGroup, TextField } from '#ui/components/forms.tsx'
import { Button, Callout, keepNumbers } from '#ui/components/parts.tsx'
import { langNames } from '#ui/i18n/lang.ts'
import { Icon } from '#ui/icons/icon.tsx'
import { situations, whos } from '#modules/intake/contract.ts'
import { intakePaths, steps } from '#modules/intake/contract-pages.ts'
import type { ReportField, ReportView } from '#modules/intake/contract-public.ts'
import { publicPaths } from '#modules/notices/contract-public.ts'
import { callLines } from '#modules/notices/web/public/call.ts'
import { Frame } from '#modules/notices/web/public/frame.tsx'
import type { Pen } from '#modules/notices/web/public/words.ts'
import { wordsOf, type Words } from './words.ts'

type Props = { readonly view: ReportView; readonly pen: Pen }

/** One question a page, three pages. Works without an account, a manual or a script; each answer is kept when it is given. */
export function ReportPage({ view, pen }: Props) {
  const w = wordsOf(pen)
  const { href, page } = pen
  const at = steps.indexOf(view.step)
  const title = w(`report.${view.step}.title`)
  return (
    <Frame pen={pen} title={title} description={w('report.lead')} hidden section="report" path={[{ label: w('report.path') }]}>
      <div className="narrow">
        <ErrorSummary title={pen.t('reply.errors')} kept={pen.t('reply.kept')} errors={view.errors.map((one) => ({ field: one.field, text: w(`error.${one.code}`) }))} />
        <p className="soft">{w('report.step', { n: at + 1, of: steps.length })}</p>
        <h1>{title}</h1>
        {at === 0 && <p className="summary">{w('report.lead')}</p>}
        {view.sure && <Callout tone="degraded" icon={<Icon name="info" />} title={w('report.sure')}><p>{w('report.sureText')}</p></Callout>}
        <form method="post" action={href(view.token ? intakePaths.step(view.token, view.step) : intakePaths.report)} noValidate>
          <input type="hidden" name="stamp" value={view.stamp} />
          <Trap w={w} />
          <Question view={view} pen={pen} w={w} />
          <p className="actions">
            <Button name="go" value={view.sure ? 'sure' : 'on'}>{view.sure ? w('report.sureSend') : view.step === 'reach' ? w('report.send') : w('report.on')}</Button>
            {at > 0 && <a href={href(intakePaths.step(view.token!, steps[at - 1]!))}>{w('report.back')}</a>}
          </p>
          {view.step === 'reach' && <p className="soft">{w('report.notInstead')}</p>}
          <p className="soft"><a href={href(publicPaths.privacy)}>{w('report.privacy')}</a></p>
          <Later view={view} pen={pen} w={w} />
          <p className="soft">
            {w('report.lang')} {page.langs.filter((lang) => lang !== page.lang).map((lang) => <button key={lang} className="link" name="go" value={lang} lang={lang}>{langNames[lang]}</button>)}
          </p>
        </form>
        <div className="actions"><Callout icon={<Icon name="phone" />} title={keepNumbers(w('report.call', { phone: page.centre.emergency.phone }))}>
          {callLines(pen).map((line) => <p key={line}>{line}</p>)}
          <p>{keepNumbers(pen.t('emergency.danger'))}</p>
        </Callout></div>
      </div>
    </Frame>
  )
}

/** Not shown and not read aloud: only a program fills it. */
const Trap = ({ w }: { w: Words }) => (
  <div className="sr-only" aria-hidden="true">
    <label htmlFor="website">{w('report.trap')}</label>
    <input id="website" name="website" tabIndex={-1} autoComplete="off" />
  </div>
)

function Question({ view, pen, w }: Props & { w: Words }) {
  const { values } = view
  const optional = pen.t('reply.optional')
  const error = (field: ReportField): string | undefined => {
    const found = view.errors.find((one) => one.field === field)
    return found && w(`error.${found.code}`)
  }
  if (view.step === 'what') return (
    <>
      <RadioGroup name="situation" legendSize="large" label={w('report.what')} error={error('situation')} value={values.situation} required
        choices={situations.map((value) => ({ value, label: w(`situation.${value}`) }))} />
      <TextField name="words" label={w('report.words')} hint={w('report.wordsHint')} optional={optional} lines={5} error={error('words')} value={values.words} />
      <CheckGroup name="danger" label={w('report.danger')} optional={optional} values={values.danger ? [values.danger] : []} choices={[{ value: 'yes', label: w('report.dangerYes'), hint: keepNumbers(w('report.dangerHint')) }]} />
    </>
  )
  if (view.step === 'who') return (
    <>
      <RadioGroup name="who" legendSize="large" label={w('report.who')} error={error('who')} value={values.who} required
        choices={whos.map((value) => ({ value, label: w(`who.${value}`), ...(value === 'person' ? { hint: w('who.personHint') } : {}) }))} />
      <TextField name="whoName" label={w('report.whoName')} hint={w('report.whoNameHint')} optional={optional} autoComplete="organization" error={error('whoName')} value={values.whoName} />
    </>
  )
  return (
    <>
      <p className="field-hint">{w('report.reachHint')}</p>
      <TextField name="phone" type="tel" inputMode="tel" label={w('report.phone')} optional={optional} autoComplete="tel" error={error('phone')} value={values.phone} />
      <TextField name="email" type="email" inputMode="email" label={w('report.email')} optional={optional} autoComplete="email" error={error('email')} value={values.email} />
      <TextField name="name" label={w('report.name')} optional={optional} autoComplete="name" error={error('name')} value={values.name} />
    </>
  )
}

function Later({ view, pen, w }: Props & { w: Words }) {
  return (
    <details className="later">
      <summary>{w('report.later')}</summary>
      {view.resume
        ? <><p>{w('report.resume', { when: pen.f.longMoment(view.expiresAt!) })}</p><p id="resume"><a href={view.resume}>{view.resume}</a></p><p className="actions"><Button kind="secondary" name="go" value="later">{w('report.keep')}</Button></p></>
        : <><p>{w('report.laterText')}</p><p className="actions"><Button kind="secondary" name="go" value="later">{w('report.keep')}</Button></p></>}
    </details>
  )
}

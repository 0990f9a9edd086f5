import { ErrorSummary, RadioGroup, TextField } from '#ui/components/forms.tsx'
import { Button } from '#ui/components/parts.tsx'
import { complainants, complaintCountries, complaintSituations } from '#modules/coordination/contract-complaint.ts'
import { coordinationPaths } from '#modules/coordination/contract-pages.ts'
import type { ComplaintView } from '#modules/coordination/contract-public.ts'
import { Frame } from '#modules/notices/web/public/frame.tsx'
import type { Pen } from '#modules/notices/web/public/words.ts'
import { complaintWords, type ComplaintWords } from '../complaint-words.ts'
import { Sheet } from '../parts/complaint.tsx'

/** Four questions, and a sheet to take along. No account, no script, and nothing typed is kept. */
export function ComplaintPage({ view, pen }: { view: ComplaintView; pen: Pen }) {
  const c = complaintWords(pen.page.lang)
  const { sheet, errors } = view
  return (
    <Frame pen={pen} title={c('title')} description={c('lead')} hidden={sheet !== null || errors.length > 0} path={[{ label: c('title') }]}>
      <div className="narrow">
        <ErrorSummary title={pen.t('reply.errors')} kept={pen.t('reply.kept')} errors={errors.map((one) => ({ field: one.field, text: c(`error.${one.code}`) }))} />
        <h1>{c('title')}</h1>
        {sheet ? (
          <>
            <p className="summary">{c('kept')}</p>
            <Sheet sheet={sheet} lang={pen.page.lang} now={pen.page.now} />
            <p><a href={pen.href(coordinationPaths.complaint)}>{c('again')}</a> · <a href={pen.href(coordinationPaths.responders)}>{c('responders')}</a></p>
          </>
        ) : <Questions view={view} pen={pen} c={c} />}
      </div>
    </Frame>
  )
}

function Questions({ view: { values, errors }, pen, c }: { view: ComplaintView; pen: Pen; c: ComplaintWords }) {
  const optional = pen.t('reply.optional')
  const error = (field: string) => { const found = errors.find((one) => one.field === field); return found && c(`error.${found.code}`) }
  return (
    <>
      <p className="summary">{c('lead')}</p>
      <p>{c('kept')} {c('notInsteadText')}</p>
      <form method="post" action={pen.href(coordinationPaths.complaint)} noValidate>
        <RadioGroup name="country" legendSize="large" label={c('country')} error={error('country')} value={values.country} required choices={complaintCountries.map((value) => ({ value, label: c(`country.${value}`) }))} />
        <RadioGroup name="who" legendSize="large" label={c('who')} error={error('who')} value={values.who} required choices={complainants.map((value) => ({ value, label: c(`who.${value}`) }))} />
        <RadioGroup name="situation" legendSize="large" label={c('situation')} error={error('situation')} value={values.situation} required choices={complaintSituations.map((value) => ({ value, label: c(`situation.${value}`) }))} />
        <TextField name="known" type="datetime-local" label={c('known')} hint={c('knownHint')} optional={optional} error={error('known')} value={values.known} />
        <TextField name="name" label={c('name')} optional={optional} autoComplete="organization" error={error('name')} value={values.name} />
        <TextField name="words" lines={5} label={c('words')} hint={c('wordsHint')} optional={optional} error={error('words')} value={values.words} />
        <p className="actions"><Button>{c('go')}</Button></p>
      </form>
    </>
  )
}

/** The sheet for a complaint, filled with what a case knows of its body: for the centre at the telephone, and for the body itself. */
import { Link, useLoaderData, useLocation } from 'react-router'
import { Button } from '#ui/components/parts.tsx'
import { useFreshLang } from '#ui/console/chosen-lang.ts'
import { useLook } from '#ui/console/look.tsx'
import { complaintWords } from '../complaint-words.ts'
import { Sheet } from '../parts/complaint.tsx'
import { complaintLoader } from '../responder-data.ts'
import { useWords } from '../words.ts'

export { complaintLoader as loader }

export function Component() {
  const { lang, now } = useLook()
  const { t } = useWords()
  const { caseId, shownLang, ref, party, sheet } = useLoaderData<typeof complaintLoader>()
  useFreshLang(shownLang)
  const c = complaintWords(lang)
  const inSpace = useLocation().pathname.startsWith('/space')
  const back = inSpace ? `/space/cases/${caseId}?body=${party.id}` : `/console/cases/${caseId}`
  return (
    <div className="coordination coordination-own">
      <title>{`${c('case.title')} · ${party.name}`}</title>
      <div className="page-head">
        <h1>{c('case.title')}</h1>
        <p className="page-lead">{c('case.lead', { name: party.name, ref })} <Link className="no-paper" to={back}>{c('case.back')}</Link></p>
      </div>
      <div className="page-body">
        <Sheet sheet={sheet} lang={lang} now={now} />
        <p className="no-paper"><Button kind="secondary" type="button" icon="print" onClick={() => window.print()}>{t('print')}</Button></p>
      </div>
    </div>
  )
}

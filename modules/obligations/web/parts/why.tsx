import { Link } from 'react-router'
import { MetaList } from '#ui/components/parts.tsx'
import { draftAuthorities, type ObligationView } from '../../contract.ts'
import { isOpen } from '../states.ts'
import { useWords } from '../words.ts'
import type { Paths } from '#ui/console/paths.ts'
import { Moments } from './moments.tsx'

/** Article, reasons, source and how sure we are: the whole answer to "why". */
export function Why({ view }: { view: ObligationView }) {
  const { t, f } = useWords()
  return (
    <div className="why-answer">
      {view.reasons.length > 0 && <ul className="why-reasons">{view.reasons.map((reason) => <li key={reason}>{reason}</li>)}</ul>}
      <Moments view={view} />
      {view.missing.length > 0 && (
        <>
          <p className="why-title">{t('why.asked')}</p>
          <ul className="why-reasons">{view.missing.map((one) => <li key={one.fact}>{one.question}</li>)}</ul>
        </>
      )}
      <MetaList items={[
        { term: t('why.article'), value: view.article },
        ...(view.recipient === 'none' ? [] : [{ term: t('why.recipient'), value: view.recipientLabel }]),
        ...(view.channelLabel && isOpen(view) && view.recipient !== 'none' ? [{ term: t('why.channel'), value: view.channelLabel }] : []),
        ...(view.protocol ? [{ term: t('why.protocol'), value: <span className="mono">{view.protocol}</span> }] : []),
      ]} />
      <p className="why-source">{t('why.source', { source: view.source, certainty: view.certaintyLabel })} {view.verifiedOn ? t('why.verified', { day: f.date(view.verifiedOn) }) : t('why.neverVerified')}</p>
    </div>
  )
}

/** Where the draft of an obligation is; undefined where there is none to fill. */
export function draftPath(to: Paths, caseId: string, view: { readonly draft?: string | null | undefined; readonly state?: ObligationView['state'] | undefined }): string | undefined {
  return view.draft && isOpen(view) && (draftAuthorities as readonly string[]).includes(view.draft) ? to(`/cases/${caseId}/drafts/${view.draft}`) : undefined
}

export function DraftLink({ to }: { to: string }) {
  const { t } = useWords()
  return <Link className="button" to={to}>{t('why.openDraft')}</Link>
}

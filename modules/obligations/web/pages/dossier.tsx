import { Link, useLoaderData } from 'react-router'
import { Card } from '#ui/components/console-marks.tsx'
import { Button } from '#ui/components/parts.tsx'
import { useFreshLang } from '#ui/console/chosen-lang.ts'
import { decisionNames, type ObligationView } from '../../contract.ts'
import { isClosed } from '../states.ts'
import { act, dossierLoader, type Dossier } from '../data.ts'
import { CalendarDialog } from '../parts/calendar.tsx'
import { ClockForm } from '../parts/clock-form.tsx'
import { DecisionForm, type DecisionName } from '../parts/decision-form.tsx'
import { FirstThing } from '../parts/first-thing.tsx'
import { History } from '../parts/history.tsx'
import { IncidentForm, SignificanceTests } from '../parts/incident-form.tsx'
import { LineOfTime } from '../parts/line-of-time.tsx'
import { usePaths, type Paths } from '#ui/console/paths.ts'
import { useWords } from '../words.ts'

export const loader = dossierLoader
export const action = act

/** All that one body owes in one case: when, to whom, why, and what is still asked of it. A tab: the case's own frame stands around it. */
export function Component() {
  const dossier = useLoaderData() as Dossier
  const { t, f } = useWords()
  const { to } = usePaths()
  useFreshLang(dossier.lang)
  const owed = dossier.obligations.filter((view) => !isClosed(view)).sort(byPress)
  const closed = dossier.obligations.filter(isClosed)
  const next = owed.find((view) => view.state === 'exceeded' || view.state === 'due' || view.state === 'due_without_hours')
  return (
    <>
      <div className="tab-head">
        <p className="page-lead">{t('dossier.lead')} {t('board.fresh', { at: f.time(dossier.now) })}</p>
        <div className="tab-actions"><CalendarDialog /><Button kind="secondary" type="button" icon="print" onClick={() => print()}>{t('print')}</Button></div>
      </div>
      <FirstThing dossier={dossier} next={next} to={to} />
      <div className="dossier">
        <div className="dossier-main">
          <Card title={t('dossier.owed')}>
            <div className="card-body">{owed.length > 0 ? <LineOfTime views={owed} caseId={dossier.caseId} to={to} nextId={next?.id} /> : <p>{t('dossier.nothing')}</p>}</div>
          </Card>
          <Card title={t('dossier.closed')}>
            <Closed views={closed} />
          </Card>
          <Card title={t('history.title')}><History changes={dossier.changes} /></Card>
        </div>
        <div className="dossier-side">
          <section id="drafts"><Card title={t('drafts.title')}><Drafts dossier={dossier} to={to} /></Card></section>
          <section id="knew"><Card title={t('clock.title')}><div className="card-body"><ClockForm dossier={dossier} /></div></Card></section>
          <Decisions dossier={dossier} />
          <section id="facts"><Card title={t('facts.title')}><div className="card-body"><IncidentForm dossier={dossier} /><AskedOfParty dossier={dossier} to={to} /></div></Card></section>
        </div>
      </div>
    </>
  )
}

/** Nothing is owed, and why: as calm as it is. */
function Closed({ views }: { views: readonly ObligationView[] }) {
  const { t } = useWords()
  return (
    <div className="card-body">
      <p className="form-lead">{t('dossier.closed.lead')}</p>
      <dl className="closed">
        {views.map((view) => (
          <div key={view.id}>
            <dt>{view.regimeTitle}{view.stage !== 'all' && <span className="soft"> · {view.stageLabel}</span>}</dt>
            <dd>{view.reasons.slice(0, 3).join(' ')} <span className="soft">{view.article}</span></dd>
          </div>
        ))}
      </dl>
      {views.length === 0 && <p className="soft">{t('dossier.closed.none')}</p>}
    </div>
  )
}

/** Risk and significance where the law reaches; the rest only when asked or already decided. */
function Decisions({ dossier }: { dossier: Dossier }) {
  const { t } = useWords()
  return decisionNames.filter((name) => isWanted(dossier, name)).map((name) => (
    <section key={name} id={name === 'gdprRisk' ? 'risk' : name}>
      <Card title={t(`decide.${name}`)}>
        <div className="card-body">
          {name === 'significant' && <SignificanceTests dossier={dossier} />}
          <DecisionForm decision={name} caseIds={[dossier.caseId]} made={dossier.decisions.find((one) => one.decision === name)} />
        </div>
      </Card>
    </section>
  ))
}

function isWanted({ missing, decisions, obligations }: Dossier, name: DecisionName): boolean {
  if (missing.some((one) => one.fact.startsWith(`decisions.${name}`)) || decisions.some((one) => one.decision === name)) return true
  const open = (...regimes: string[]) => obligations.some((view) => regimes.includes(view.regime) && !isClosed(view) && view.state !== 'voluntary')
  if (name === 'gdprRisk') return open('EU-GDPR33')
  if (name === 'significant') return open('IT-NIS2', 'IT-L90')
  return name === 'art34Exception' && open('EU-GDPR34') && decisions.some((one) => one.decision === 'gdprRisk' && one.value === 'high')
}

function Drafts({ dossier, to }: { dossier: Dossier; to: Paths }) {
  const { t } = useWords()
  return (
    <ul className="drafts">
      {dossier.drafts.map((draft) => (
        <li key={draft.authority}>
          <Link to={to(`/cases/${dossier.caseId}/drafts/${draft.authority}`)}>{draft.label}</Link>
          <span className="soft">{t('drafts.progress', { filled: draft.filled, asked: draft.asked, missing: draft.missing })}</span>
          <progress max={draft.asked} value={draft.filled} aria-label={draft.label} />
        </li>
      ))}
    </ul>
  )
}

/** What is asked about the body itself is kept with the body, in the territory. */
function AskedOfParty({ dossier, to }: { dossier: Dossier; to: Paths }) {
  const { t } = useWords()
  const asked = dossier.missing.filter((one) => one.fact.startsWith('party.'))
  if (asked.length === 0) return null
  return (
    <div className="asked-party">
      <h3>{t('party.title')}</h3>
      <ul>{asked.map((one) => <li key={one.fact}>{one.question}</li>)}</ul>
      <p className="soft">{t('party.text')} {to('').startsWith('/console') && <Link to={`/console/territory/parties/${dossier.partyId}`}>{dossier.partyName}</Link>}</p>
    </div>
  )
}

const press: Readonly<Record<ObligationView['state'], number>> = { exceeded: 0, due: 1, due_without_hours: 1, awaiting_input: 2, sent: 3, registered: 3, voluntary: 4, displaced: 5, not_in_force: 5, not_applicable: 5 }

/** What is past first, then by moment, "without delay" meaning now; what waits after it, what is done at the end. */
function byPress(a: ObligationView, b: ObligationView): number {
  // An attachment goes with its report: "at once" for it means then.
  const at = (view: ObligationView): number => (view.stage === 'attachment' ? Number.MAX_SAFE_INTEGER : view.state === 'due_without_hours' ? 0 : view.strictAt ? Date.parse(view.strictAt) : Number.MAX_SAFE_INTEGER)
  return press[a.state] - press[b.state] || at(a) - at(b)
}

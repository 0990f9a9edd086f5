import { Link } from 'react-router'
import { Card } from '#ui/components/console-marks.tsx'
import { TextField } from '#ui/components/forms.tsx'
import { Button } from '#ui/components/parts.tsx'
import { useLook } from '#ui/console/look.tsx'
import { Icon } from '#ui/icons/icon.tsx'
import type { CaseDetail } from '../loaders.ts'
import { useWords } from '../words.ts'
import { ActForm } from './act.tsx'

/** How long the data of this case are kept, and the hold that keeps them longer. Nothing for whoever may neither read nor set one. */
export function HoldCard({ one, to }: { one: CaseDetail; to: string }) {
  const t = useWords()
  const { hold, may } = one
  if (!hold && !may.hold) return null
  return (
    <Card title={t('hold.title')}>
      <div className="card-body case-stack">
        <p className="soft">{t('hold.lead')} {one.kind === 'main' && t('hold.leadTied')} {may.hold && <Link to="/console/retention">{t('hold.rules')}</Link>}</p>
        {hold && <Held hold={hold} to={to} mayLift={may.hold && !hold.ofMain} />}
        {!hold && <SetForm to={to} />}
      </div>
    </Card>
  )
}

function Held({ hold, to, mayLift }: { hold: NonNullable<CaseDetail['hold']>; to: string; mayLift: boolean }) {
  const t = useWords()
  const { f } = useLook()
  return (
    <>
      <p className="tone-degraded tone-text"><Icon name="lock" /> <strong>{t('hold.held')}</strong> {hold.until ? t('hold.heldUntil', { when: f.date(hold.until) }) : t('hold.heldOpen')}</p>
      <p className="prose-lines">{hold.reason}</p>
      <p className="soft">{t('hold.by', { by: hold.by, when: f.moment(hold.at) })}{hold.ofMain && <> · {t('hold.ofMain')}</>}</p>
      {mayLift && <ActForm to={to} intent="lift" done={t('hold.lifted')}>{({ busy }) => <div className="form-foot"><Button kind="secondary" disabled={busy}>{busy ? t('act.busy') : t('hold.lift')}</Button></div>}</ActForm>}
    </>
  )
}

function SetForm({ to }: { to: string }) {
  const t = useWords()
  const { timeZone } = useLook()
  return (
    <ActForm to={to} intent="hold" className="case-form" fields={{ timeZone }} done={t('hold.done')}>
      {({ busy }) => (
        <>
          <p>{t('hold.none')}</p>
          <TextField name="reason" label={t('hold.reason')} hint={t('hold.reasonHint')} required lines={2} />
          <TextField name="until" type="date" label={t('hold.until')} hint={t('hold.untilHint')} optional={t('optional')} />
          <div className="form-foot"><Button kind="secondary" disabled={busy}>{busy ? t('act.busy') : t('hold.set')}</Button></div>
        </>
      )}
    </ActForm>
  )
}

import { useState } from 'react'
import { Link, useLoaderData } from 'react-router'
import { Card } from '#ui/components/console-marks.tsx'
import { CopyBlock } from '#ui/components/copy.tsx'
import { Button, Callout } from '#ui/components/parts.tsx'
import { useFreshLang } from '#ui/console/chosen-lang.ts'
import { Glyph, Icon } from '#ui/icons/icon.tsx'
import { draftLoader, type Draft } from '../data.ts'
import { usePaths } from '#ui/console/paths.ts'
import { sayCode, useWords, type Words } from '../words.ts'

export const loader = draftLoader

type Field = Draft['fields'][number]

/** The fields of an authority's own form, each to be copied by a person into the portal. */
export function Component() {
  const draft = useLoaderData() as Draft
  const { t } = useWords()
  const { to } = usePaths()
  const [said, setSaid] = useState('')
  useFreshLang(draft.lang)
  const asked = draft.fields.filter((field) => field.gap !== 'not_asked')
  const excluded = draft.fields.filter((field) => field.gap === 'not_asked')
  const sections = [...Map.groupBy(asked, (field) => field.section)]
  const { filled, missing } = draft.progress
  return (
    <>
      <div className="tab-head draft-head">
        <div>
          <p><Link to={to(`/cases/${draft.caseId}/obligations`)}>{t('draft.back')}</Link></p>
          <h2>{t('draft.title', { to: draft.label })}</h2>
          <p className="page-lead">{t('draft.lead')}</p>
        </div>
        <div className="tab-actions">
          <Button kind="secondary" type="button" icon="print" onClick={() => print()}>{t('print')}</Button>
          {draft.portal && <a className="button" href={draft.portal} target="_blank" rel="noopener noreferrer">{t('draft.portal')} <span className="sr-only">{t('draft.newWindow')}</span><Icon name="arrow" /></a>}
        </div>
        <div className="draft-progress">
          <progress max={draft.progress.asked} value={filled} aria-label={t('draft.progress.label')} />
          <p>{t('draft.progress', { filled, asked: draft.progress.asked })} {missing > 0 ? <strong>{t.n('draft.missing', missing)}</strong> : <strong>{t('draft.complete')}</strong>}</p>
        </div>
      </div>
      <div className="draft">
        <Callout tone="calm" icon={<Icon name="person" />} title={t('motto')}>
          <p>{t('draft.then')} <Link to={to(`/cases/${draft.caseId}/obligations`)}>{t('draft.record')}</Link> {t('draft.gaps')} <Link to={to(`/cases/${draft.caseId}/facts`)}>{t('draft.describe')}</Link></p>
        </Callout>
        <p role="status" className="copy-said">{said}</p>
        {sections.map(([section, fields]) => (
          <Card key={section} title={titleOf(t, section)} level={3}>
            <ol className="draft-fields">{fields.map((field) => <DraftField key={field.fieldId} field={field} onSaid={setSaid} />)}</ol>
          </Card>
        ))}
        {excluded.length > 0 && (
          <details className="card draft-excluded">
            <summary>{t.n('draft.excluded', excluded.length)}</summary>
            <ul>{excluded.map((field) => <li key={field.fieldId}>{field.label}</li>)}</ul>
          </details>
        )}
      </div>
    </>
  )
}

/** Forms with numbered sections keep their numbers, so that the eye finds them on the portal. */
const titleOf = (t: Words, section: string): string => (/^[A-Z]$|^[\d.]+$/.test(section) ? t('draft.section', { n: section }) : sayCode(t, 'section', section))

function DraftField({ field, onSaid }: { field: Field; onSaid: (text: string) => void }) {
  const { t } = useWords()
  return (
    <li className={field.gap === 'missing' ? 'draft-field draft-gap' : 'draft-field'}>
      <div className="draft-label">
        <h4>{field.label} <span className="mono soft">{field.fieldId}</span></h4>
        <span className="soft">{sayCode(t, 'mandatory', field.mandatory)} · {sayCode(t, 'certainty', field.certainty)}</span>
      </div>
      {field.value === null ? (
        <p className={field.gap === 'missing' ? 'gap gap-missing' : 'gap'}><Glyph state={field.gap === 'missing' ? 'unknown' : 'not-hit'} /> {field.gap === 'missing' && field.mandatory === 'unknown' ? t('gap.perhaps') : sayCode(t, 'gap', field.gap ?? 'missing')}</p>
      ) : (
        <CopyBlock text={field.value} label={t('copy.copy')} doneLabel={t('copy.done')} onResult={(result) => onSaid(t(result === 'copied' ? 'copy.copiedField' : 'copy.selectedField', { field: field.label }))} />
      )}
      {field.lacking.length > 0 && <p className="draft-note">{t('draft.lacking', { what: field.lacking.join('; ') })}</p>}
      {field.overBy > 0 && <p className="field-error">{t.n('draft.over', field.overBy)}</p>}
    </li>
  )
}

import { Card } from '#ui/components/console-marks.tsx'
import { RadioGroup, TextField } from '#ui/components/forms.tsx'
import { Button } from '#ui/components/parts.tsx'
import { SelectField } from '#ui/components/select.tsx'
import { DataTable } from '#ui/components/table.tsx'
import { useLook } from '#ui/console/look.tsx'
import { Icon } from '#ui/icons/icon.tsx'
import type { CaseDetail, readersLoader } from '../loaders.ts'
import { useWords, type Words } from '../words.ts'
import { ActForm } from './act.tsx'

type Readers = Awaited<ReturnType<typeof readersLoader>>
type Part = Readers['parts'][number]

/** Who reads what of a case and why; and, for whoever may, a field of the description that is kept. */
export function ReadersView({ one, to, readers }: { one: CaseDetail; to: string; readers: Readers }) {
  const t = useWords()
  const { f, lang } = useLook()
  const nameOf = (part: Part): string => (part.kind === 'case' ? t('readers.case') : part.kind === 'tlp' ? t('readers.level', { n: f.number(part.count) }) : part.label![lang])
  const who = (part: Part, yes: boolean) => readers.groups.flatMap((group, i) => (part.readers[i]!.yes === yes ? [{ group, why: part.readers[i]!.why }] : []))
  return (
    <div className="case-stack">
      <Card title={t('readers.title')}>
        <div className="card-body case-stack">
          <p className="soft">{t('readers.lead')}</p>
          <DataTable
            caption={t('readers.title')} captionHidden rows={readers.parts} keyOf={(part) => `${part.kind} ${part.field ?? part.tlp}`}
            columns={[
              { key: 'what', header: t('readers.what'), names: true, cell: (part) => <>{nameOf(part)}<br /><span className="soft">{part.mark ? t(`mark.${part.mark}`) : `TLP:${part.tlp.toUpperCase()}`}</span></> },
              { key: 'yes', header: t('readers.yes'), cell: (part) => <Groups t={t} of={who(part, true)} none={t('readers.nobody')} /> },
              { key: 'no', header: t('readers.no'), cell: (part) => <Groups t={t} of={who(part, false)} none={t('readers.nobody')} /> },
              { key: 'me', header: t('readers.me'), cell: ({ me }) => <><Icon name={me.yes ? 'tick' : 'lock'} /> {t(me.yes ? 'yes' : 'no')}: {t(`readers.why.${me.why}`)}</> },
            ]}
          />
        </div>
      </Card>
      {readers.kept.map((kept) => (
        <Card key={kept.field} title={readers.parts.find((part) => part.field === kept.field)!.label![lang]}>
          <div className="card-body case-stack">
            <p><Icon name="lock" /> <strong>{t(`mark.${kept.mark}`)}</strong> · <span className="soft">{t('hold.by', { by: kept.byName, when: f.moment(kept.at) })}</span></p>
            <p className="prose-lines">{kept.reason}</p>
            {kept.readable && readers.mayKeep.includes(kept.mark) && <ActForm to={to} intent="release" fields={{ field: kept.field }} done={t('keep.released')}>{({ busy }) => <div className="form-foot"><Button kind="secondary" disabled={busy}>{busy ? t('act.busy') : t('keep.release')}</Button></div>}</ActForm>}
          </div>
        </Card>
      ))}
      {readers.mayKeep.length > 0 && (
        <Card title={t('keep.title')}>
          <div className="card-body">
            {readers.fields.length === 0 ? <p className="soft">{t('keep.nothing')}</p> : (
              <ActForm to={to} intent="keep" className="case-form" fields={{ version: String(one.version) }} done={t('keep.done')}>
                {({ busy }) => (
                  <>
                    <SelectField name="field" label={t('keep.field')} options={readers.fields.map((field) => ({ value: field.field, label: field.label[lang] }))} />
                    <RadioGroup name="mark" label={t('keep.mark')} value={readers.mayKeep[0]!} choices={readers.mayKeep.map((mark) => ({ value: mark, label: t(`mark.${mark}`), hint: t(`mark.${mark}.hint`) }))} />
                    <TextField name="reason" label={t('keep.reason')} hint={t('keep.reasonHint')} required />
                    <div className="form-foot"><Button kind="secondary" disabled={busy}>{busy ? t('act.busy') : t('keep.do')}</Button></div>
                  </>
                )}
              </ActForm>
            )}
          </div>
        </Card>
      )}
    </div>
  )
}

function Groups({ t, of, none }: { t: Words; of: readonly { group: Readers['groups'][number]; why: Part['me']['why'] }[]; none: string }) {
  if (of.length === 0) return <span className="soft">{none}</span>
  return <ul className="plain-list">{of.map(({ group, why }) => <li key={group}>{t(`readers.group.${group}`)} <span className="soft">{t(`readers.why.${why}`)}</span></li>)}</ul>
}

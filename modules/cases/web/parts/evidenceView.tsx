import type { ResponseOf, Tlp } from '#platform/contract/index.ts'
import { addressOf } from '#platform/contract/client.ts'
import { Card, TlpBadge } from '#ui/components/console-marks.tsx'
import { Button, EmptyState } from '#ui/components/parts.tsx'
import { SelectField } from '#ui/components/select.tsx'
import { TextField } from '#ui/components/forms.tsx'
import { useLook } from '#ui/console/look.tsx'
import { Icon } from '#ui/icons/icon.tsx'
import { downloadEvidence, type listEvidence } from '../../contract-endpoints.ts'
import { catalogue, level, useWords, type Key } from '../words.ts'
import { ActForm } from './act.tsx'
import { DialogButton } from './dialog.tsx'
import { sayBytes } from './bytes.ts'
import { Upload } from './upload.tsx'

type Item = ResponseOf<typeof listEvidence>['items'][number]

/** Files as they came, each with its fingerprint and with who had it in hand. */
export function EvidenceView({ caseId, to, items, mayHand, mayAdd, tlp }: { caseId: string; to: string; items: readonly Item[]; mayHand: boolean; mayAdd: boolean; tlp: Tlp }) {
  const t = useWords()
  return (
    <div className="split">
      <Card title={t('tab.evidence')} aside={<span>{t('evidence.never')}</span>}>
        {items.length === 0 ? <div className="card-body"><EmptyState title={t('evidence.none')}>{t('evidence.noneLead')}</EmptyState></div> : <ul className="evidence">{items.map((item) => <Evidence key={item.id} item={item} to={to} mayHand={mayHand} />)}</ul>}
      </Card>
      {mayAdd && <aside className="case-stack" aria-label={t('evidence.add')}><Card title={t('evidence.add')}><div className="card-body"><Upload caseId={caseId} tlp={tlp} /></div></Card></aside>}
    </div>
  )
}

function Evidence({ item, to, mayHand }: { item: Item; to: string; mayHand: boolean }) {
  const t = useWords()
  const { f } = useLook()
  const action = (name: string) => { const key = `custody.${name}`; return key in catalogue.it ? t(key as Key) : name }
  return (
    <li>
      <div className="evidence-head">
        <h3><Icon name="file" /> {item.file === 'gone' ? t('evidence.gone') : item.fileName}</h3>
        <TlpBadge level={level(item.tlp)} />
        {item.file === 'here' && <a className="button button-secondary" href={addressOf(downloadEvidence, { evidenceId: item.id })} download={item.fileName}><Icon name="download" />{t('evidence.download')}<span className="sr-only"> {item.fileName}</span></a>}
        {mayHand && item.file !== 'gone' && <DialogButton label={t('custody.add')} title={t('custody.title', { file: item.fileName })}>{(close) => <HandForm to={to} id={item.id} close={close} />}</DialogButton>}
      </div>
      {item.file === 'gone' && <p>{t('evidence.goneLead')}</p>}
      {item.file === 'locked' && <p className="tone-hit tone-text"><Icon name="lock" /> {t('evidence.locked')}</p>}
      <p className="soft">{sayBytes(item.bytes, f.number)} · {item.mediaType}{item.note && ` · ${item.note}`}</p>
      <p className="hash"><span className="soft">SHA-256</span> <code className="mono">{item.sha256}</code></p>
      <ol className="custody">
        {item.custody.map((one) => <li key={`${one.at} ${one.action}`}><time className="time" dateTime={one.at}>{f.moment(one.at)}</time> <strong>{action(one.action)}</strong> {one.actorName}{one.note && ` · ${one.note}`}</li>)}
      </ol>
    </li>
  )
}

function HandForm({ to, id, close }: { to: string; id: string; close: () => void }) {
  const t = useWords()
  return (
    <ActForm to={to} intent="custody" className="case-form" fields={{ evidenceId: id }} onDone={close}>
      {({ busy }) => (
        <>
          <SelectField name="action" label={t('custody.what')} value="handed_over" options={(['handed_over', 'returned', 'verified'] as const).map((value) => ({ value, label: t(`custody.${value}`) }))} />
          <TextField name="note" label={t('custody.note')} hint={t('custody.noteHint')} required />
          <div className="form-foot"><Button disabled={busy}>{busy ? t('act.busy') : t('custody.save')}</Button></div>
        </>
      )}
    </ActForm>
  )
}

import { useState } from 'react'
import { useFetcher } from 'react-router'
import { Card } from '#ui/components/console-marks.tsx'
import { TextField } from '#ui/components/forms.tsx'
import { Button } from '#ui/components/parts.tsx'
import { TimeText } from '#ui/components/time-text.tsx'
import { useLook } from '#ui/console/look.tsx'
import { Icon } from '#ui/icons/icon.tsx'
import type { Outcome } from '../api.ts'
import { passkeysWork } from '../passkeys.ts'
import type { Passkey } from '../shapes.ts'
import { useWords } from '../words.ts'
import { Confirm } from './confirm.tsx'
import { ProblemOf } from './notice.tsx'

export function PasskeysCard({ keys }: { keys: readonly Passkey[] }) {
  const t = useWords()
  const removing = useFetcher<Outcome>({ key: 'passkey' })
  const works = passkeysWork()
  return (
    <Card title={t('passkey.title')} aside={<span role="status">{t.n('passkey.count', keys.length)}</span>}>
      <div className="card-body">
        <p>{t(keys.length > 0 ? 'passkey.why' : 'passkey.none')}</p>
        <ProblemOf outcome={removing.data} />
        {keys.length > 0 && (
          <ul className="rows">
            {keys.map((one) => <Row key={one.id} one={one} />)}
          </ul>
        )}
        {works ? (
          <AddPasskey key={keys.length} />
        ) : (
          <p className="soft">{t('passkey.unsupported')}</p>
        )}
      </div>
    </Card>
  )
}

export function AddPasskey() {
  const t = useWords()
  const adding = useFetcher<Outcome>({ key: 'addPasskey' })
  return (
    <adding.Form method="post">
      <ProblemOf outcome={adding.data} />
      <input type="hidden" name="intent" value="addPasskey" />
      <TextField name="passkeyName" label={t('passkey.name')} hint={t('passkey.name.hint')} required />
      <Button icon="lock" disabled={adding.state !== 'idle'}>{t(adding.state === 'idle' ? 'passkey.add' : 'passkey.adding')}</Button>
    </adding.Form>
  )
}

function Row({ one }: { one: Passkey }) {
  const t = useWords()
  const { f } = useLook()
  const [editing, setEditing] = useState(false)
  const fetcher = useFetcher<Outcome>({ key: `rename ${one.id}` })
  const name = one.name || t('passkey.unnamed')
  if (editing) {
    return (
      <li>
        <fetcher.Form method="post" className="row-form" onSubmit={() => setEditing(false)}>
          <input type="hidden" name="intent" value="renamePasskey" />
          <input type="hidden" name="id" value={one.id} />
          <label className="sr-only" htmlFor={`name-${one.id}`}>{t('passkey.name')}</label>
          {/* The person has just asked to write here. */}
          <input className="input" id={`name-${one.id}`} name="name" defaultValue={one.name ?? ''} maxLength={100} required ref={(field) => field?.focus()} />
          <Button>{t('save')}</Button>
          <Button kind="secondary" type="button" onClick={() => setEditing(false)}>{t('cancel')}</Button>
        </fetcher.Form>
      </li>
    )
  }
  return (
    <li>
      <Icon name="lock" />
      <div className="row-text">
        <strong>{name}</strong>
        {one.createdAt && <p className="soft">{t('passkey.added')} <TimeText at={one.createdAt} formats={f} style="date" /></p>}
        <ProblemOf outcome={fetcher.data} />
      </div>
      <div className="row-actions">
        <button type="button" className="button button-secondary" aria-label={t('passkey.renameOne', { name })} onClick={() => setEditing(true)}>{t('passkey.rename')}</button>
        <Confirm label={t('passkey.remove')} spoken={t('passkey.removeOne', { name })} title={t('passkey.removeOne', { name })} fields={{ intent: 'removePasskey', id: one.id }} fetcherKey="passkey">
          <p>{t('passkey.remove.means')}</p>
        </Confirm>
      </div>
    </li>
  )
}

import { TextField } from '#ui/components/forms.tsx'
import { Icon } from '#ui/icons/icon.tsx'
import type { KeyItem } from '../../contract.ts'
import { useWords } from '../words.ts'
import { Ask, Press } from './ask.tsx'

/** The key of one address: shown, set, taken away. `intent`: whose it is. */
export function KeyOf({ id, about, value, intent, hidden = {} }: { id: string; about: string; value: KeyItem | null; intent: 'my-key' | 'contact-key'; hidden?: Readonly<Record<string, string>> }) {
  const { t, f } = useWords()
  return (
    <div className="messages-key">
      {value === null ? <p>{t('key.none')}</p> : (
        <>
          <p>{t('key.fingerprint')}: <code>{value.fingerprint.replaceAll(/(.{4})(?=.)/g, '$1 ')}</code></p>
          <p>{value.expiresAt ? t('key.until', { when: f.date(value.expiresAt) }) : t('key.forever')} <span className="soft">{t('key.set', { name: value.setBy, when: f.moment(value.setAt) })}</span></p>
          {value.state !== 'good' && <p className="field-error"><Icon name="info" /> {t(`key.${value.state}`)}</p>}
        </>
      )}
      <div className="messages-acts">
        <Ask id={`${id}-set`} label={t(value ? 'key.change' : 'key.add')} about={about} intent={intent} hidden={hidden}>
          {(errorOf) => <TextField name="armored" label={t('key.field')} hint={t('key.hint')} lines={10} required {...errorOf('armored')} />}
        </Ask>
        {value && <Press id={`${id}-remove`} label={t('key.remove')} about={about} intent={`${intent}-remove`} hidden={hidden} />}
      </div>
    </div>
  )
}

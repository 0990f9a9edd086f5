/** What the centre says of itself to other teams: each text in the languages of the centre. */
import { useFetcher, useLoaderData } from 'react-router'
import { Card } from '#ui/components/console-marks.tsx'
import { TextField } from '#ui/components/forms.tsx'
import { Button } from '#ui/components/parts.tsx'
import { profileFields } from '../../contract.ts'
import { action, profileLoader, type Outcome } from '../data.ts'
import { useSession } from '../parts/cards.tsx'
import { Frame } from '../parts/frame.tsx'
import { sayField, sayRefused, useWords } from '../words.ts'

export { action, profileLoader as loader }

export function Component() {
  const { t } = useWords()
  const { texts, fingerprint, keyAddress, version } = useLoaderData<typeof profileLoader>()
  const { roles, centre } = useSession()
  const fetcher = useFetcher<Outcome>({ key: 'profile' })
  const answer = fetcher.state === 'idle' ? fetcher.data : undefined
  const refused = answer && !answer.done ? answer.refused : undefined
  const errorOf = (field: string): { error?: string } => { const error = sayField(t, refused, field); return error === undefined ? {} : { error } }
  return (
    <Frame tab="profile">
      <div className="stack">
        <p>{t('profile.lead')} <a href="/rfc2350">{t('profile.see')}</a></p>
        {!roles.includes('coordinator') ? <p>{t('profile.readOnly')}</p> : (
          <fetcher.Form method="post" className="stack coordination-profile">
            <input type="hidden" name="intent" value="profile" />
            <input type="hidden" name="version" value={version} />
            {profileFields.map((field) => (
              <Card key={field} title={t(`profile.field.${field}`)}>
                <div className="card-body">
                  {centre.languages.map((lang) => <TextField key={lang} name={`${field}.${lang}`} label={t('profile.inLang', { field: t(`profile.field.${field}`), lang: t(`lang.${lang}`) })} lines={3} value={texts[field][lang]} {...errorOf(`texts.${field}.${lang}`)} />)}
                </div>
              </Card>
            ))}
            <Card title="PGP">
              <div className="card-body">
                <TextField name="fingerprint" label={t('profile.fingerprint')} hint={t('profile.fingerprintHint')} value={fingerprint} optional={t('optional')} {...errorOf('fingerprint')} />
                <TextField name="keyAddress" label={t('profile.keyAddress')} value={keyAddress} optional={t('optional')} {...errorOf('keyAddress')} />
              </div>
            </Card>
            <p><Button disabled={fetcher.state !== 'idle'}>{t('profile.save')}</Button></p>
            <p role="status">{answer && (answer.done ? t('profile.saved') : refused!.fields.length > 0 ? t('fail.look') : sayRefused(t, refused!))}</p>
          </fetcher.Form>
        )}
      </div>
    </Frame>
  )
}

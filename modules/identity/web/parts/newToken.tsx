import { useFetcher } from 'react-router'
import { TextField } from '#ui/components/forms.tsx'
import { Button } from '#ui/components/parts.tsx'
import { useLook } from '#ui/console/look.tsx'
import { sayArea, useAccessWords } from '../access.ts'
import type { Outcome } from '../api.ts'
import { useWords } from '../words.ts'
import { ProblemOf, refusedOf } from './notice.tsx'

export function NewToken({ scopes, onClose }: { scopes: readonly string[]; onClose: () => void }) {
  const t = useWords()
  const a = useAccessWords()
  const { timeZone } = useLook()
  const fetcher = useFetcher<Outcome>({ key: 'makeToken' })
  const refused = refusedOf(fetcher.data)
  const wrong = (field: string): boolean => refused?.fields.some(({ path }) => path.startsWith(`body.${field}`)) ?? false
  const areas = [...new Set(scopes.filter((scope) => scope.includes(':')).map((scope) => scope.split(':')[0]!))]
  return (
    <fetcher.Form method="post" className="group">
      <ProblemOf outcome={fetcher.data} />
      <input type="hidden" name="intent" value="makeToken" />
      <input type="hidden" name="timeZone" value={timeZone} />
      <TextField name="tokenName" label={a('tokens.name')} hint={a('tokens.name.hint')} error={wrong('name') ? t('field.wrong') : undefined} required />
      <div role="group" className="field scopes" aria-labelledby="scopes-title" aria-describedby="scopes-hint">
        <p id="scopes-title" className="label">{a('tokens.scopes')}</p>
        <p id="scopes-hint" className="field-hint">{a('tokens.scopes.hint')}</p>
        {wrong('scopes') && <p className="field-error">{a('tokens.scopes.missing')}</p>}
        <Tick scope="read" label={a('scope.read')} />
        {areas.map((area) => (
          <fieldset key={area}>
            <legend>{sayArea(a, area)}</legend>
            {(['read', 'write'] as const).map((what) => scopes.includes(`${area}:${what}`) && <Tick key={what} scope={`${area}:${what}`} label={a(`scope.area.${what}`)} />)}
          </fieldset>
        ))}
      </div>
      <TextField name="tokenUntil" type="date" label={a('tokens.until')} optional={t('optional')} hint={a('tokens.until.hint')} error={wrong('expiresAt') ? a('tokens.until.wrong') : undefined} />
      <div className="form-row">
        <Button disabled={fetcher.state !== 'idle'}>{a('tokens.make')}</Button>
        <Button kind="secondary" type="button" onClick={onClose}>{t('cancel')}</Button>
      </div>
    </fetcher.Form>
  )
}

function Tick({ scope, label }: { scope: string; label: string }) {
  const id = `scope-${scope.replace(':', '-')}`
  return (
    <div className="choice">
      <input type="checkbox" id={id} name="scopes" value={scope} />
      <label htmlFor={id}>{label}</label>
    </div>
  )
}

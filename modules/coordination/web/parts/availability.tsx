import { TextField } from '#ui/components/forms.tsx'
import { localOf } from '#ui/i18n/local-time.ts'
import type { ResponderItem } from '../../contract.ts'
import { sayReady, useResponderWords } from '../responder-words.ts'
import { Ask } from './ask.tsx'

/** When a responder can begin; its own contact changes this and nothing else. */
export function Availability({ one, writes }: { one: ResponderItem; writes: boolean }) {
  const { r, f, timeZone } = useResponderWords()
  return (
    <>
      <p>{sayReady(r, one, (iso) => f.moment(iso))}</p>
      {one.readyHours !== null && one.availableSaidAt && <p className="soft">{r('ready.said', { name: one.availableSaidBy, when: f.moment(one.availableSaidAt) })}</p>}
      {writes && (
        <p className="coordination-acts">
          <Ask id="availability" label={r('avail.change')} title={r('avail.title')} intent="availability" hidden={{ version: one.version }}>
            {(errorOf) => (
              <>
                <TextField name="readyHours" inputMode="numeric" label={r('avail.hours')} hint={r('avail.hoursHint')} value={one.readyHours === null ? '' : String(one.readyHours)} {...errorOf('readyHours')} />
                <TextField name="notUntil" type="datetime-local" label={r('avail.notUntil')} value={one.notUntil ? localOf(one.notUntil, timeZone) : ''} {...errorOf('notUntil')} />
              </>
            )}
          </Ask>
        </p>
      )}
    </>
  )
}

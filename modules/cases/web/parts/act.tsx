import { useEffect, useRef, type ReactNode } from 'react'
import { useFetcher } from 'react-router'
import { useToast } from '#ui/console/toast.tsx'
import { Icon } from '#ui/icons/icon.tsx'
import type { Outcome, Refused } from '../api.ts'
import { sayRefusal, useWords } from '../words.ts'

type State = { readonly busy: boolean; readonly refused: Refused | undefined }

/** A form that acts on a case and stays where it is: busy while it is sent, says what was refused, keeps what was written. */
export function ActForm({ to, intent, className, fields = {}, done, toast, onDone, children }: {
  /** Address of the page whose action takes it. */
  to: string
  intent: string
  className?: string
  fields?: Readonly<Record<string, string>>
  /** What is said when it is done; without it nothing is said. */
  done?: string
  /** For what can be taken back: what was done, and the fields of the action that undoes it. */
  toast?: (data: unknown) => { readonly text: string; readonly undo: Readonly<Record<string, string>> }
  onDone?: (data: unknown) => void
  children: (state: State) => ReactNode
}) {
  const fetcher = useFetcher<Outcome>()
  const form = useRef<HTMLFormElement>(null)
  const told = useRef<Outcome>(undefined)
  const say = useToast()
  const outcome = fetcher.data
  useEffect(() => {
    if (fetcher.state !== 'idle' || !outcome || told.current === outcome) return
    told.current = outcome
    if (!outcome.done) return
    form.current?.reset()
    const what = toast?.(outcome.data)
    if (what) say({ text: what.text, undo: { to, fields: what.undo } })
    onDone?.(outcome.data)
  }, [fetcher.state, outcome, onDone, toast, say, to])
  const refused = outcome && !outcome.done && fetcher.state === 'idle' ? outcome.refused : undefined
  return (
    <fetcher.Form method="post" action={to} className={className} ref={form}>
      <input type="hidden" name="intent" value={intent} />
      {Object.entries(fields).map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />)}
      {children({ busy: fetcher.state !== 'idle', refused })}
      <Result refused={refused} done={outcome?.done && fetcher.state === 'idle' ? done : undefined} />
    </fetcher.Form>
  )
}

/** Both live regions are always there, so that what appears in them is heard. */
export function Result({ refused, done }: { refused: Refused | undefined; done: string | undefined }) {
  const t = useWords()
  return (
    <>
      <div role="alert">
        {refused && (
          <p className="act-refused tone-hit">
            <Icon name="cross" /> {sayRefusal(t, refused)} {t('act.kept')}
          </p>
        )}
      </div>
      <p className="act-done" role="status">{done && <><Icon name="tick" /> {done}</>}</p>
    </>
  )
}

import { useEffect, useRef, useState, type FormEvent } from 'react'
import { useFetcher, useLoaderData, useOutletContext, type ActionFunctionArgs } from 'react-router'
import type { BodyInput, ResponseOf } from '#platform/contract/index.ts'
import { Card } from '#ui/components/console-marks.tsx'
import { ErrorSummary } from '#ui/components/forms.tsx'
import { Button, Callout } from '#ui/components/parts.tsx'
import { PageHead } from '#ui/console/layout.tsx'
import { useLook } from '#ui/console/look.tsx'
import { Glyph } from '#ui/icons/icon.tsx'
import { changeCentre, readCentre } from '../../contract.ts'
import { attempt, client, type Outcome, type Session } from '../api.ts'
import { centreOf, draftOf, missingIn, withForm, type Draft, type Missing } from '../draft.ts'
import { NameFields, ReachFields, sayMissing, WhereFields } from '../parts/centreFields.tsx'
import { Done, ProblemOf, refusedOf } from '../parts/notice.tsx'
import { inLang, useWords } from '../words.ts'

type Kept = ResponseOf<typeof readCentre>

export const loader = (): Promise<Kept> => client(readCentre)

/** Read again after a refusal too: when somebody else was quicker, the next save builds on their change. */
export async function action({ request }: ActionFunctionArgs): Promise<Outcome> {
  const body = (await request.json()) as BodyInput<typeof changeCentre>
  return attempt(() => client(changeCentre, { body }))
}

/** What the centre is and how it is reached: one form, saved as a whole. */
export function Component() {
  const t = useWords()
  const { lang } = useLook()
  const { centre } = useOutletContext<Session>()
  const kept = useLoaderData() as Kept
  return (
    <>
      <title>{`${t('centre.title')} · ${inLang(centre.name, lang)}`}</title>
      <PageHead title={t('centre.title')}>
        <p className="page-lead">{t('centre.lead')}</p>
      </PageHead>
      <CentreForm kept={kept} />
    </>
  )
}

function CentreForm({ kept }: { kept: Kept }) {
  const t = useWords()
  const form = useRef<HTMLFormElement>(null)
  const saving = useFetcher<Outcome>()
  const [draft, setDraft] = useState<Draft>(() => draftOf(kept))
  const [missing, setMissing] = useState<readonly Missing[]>([])
  const outcome = saving.state === 'idle' && missing.length === 0 ? saving.data : undefined
  useEffect(() => {
    if (missing.length > 0) form.current?.querySelector<HTMLElement>('.error-summary')?.focus()
  }, [missing])
  const written = (): Draft => {
    const data = new FormData(form.current!)
    return [1, 2, 3].reduce((all, step) => withForm(all, step as 1, data), draft)
  }
  const send = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    const next = written()
    const lacks = [1, 2, 3].flatMap((step) => missingIn(next, step as 1))
    setDraft(next)
    setMissing(lacks)
    if (lacks.length > 0) return
    const secondFactor = new FormData(form.current!).has('secondFactor')
    void saving.submit({ ...centreOf(next), secondFactor, seenAt: kept.seenAt } as never, { method: 'post', encType: 'application/json' })
  }
  return (
    <form ref={form} noValidate className="page-body centre" onSubmit={send}>
      <ErrorSummary title={t('form.missing')} kept={t('form.kept')} errors={missing.map((one) => ({ field: one.field, text: sayMissing(t, one) }))} />
      <Card title={t('setUp.step.2')}>
        <div className="card-body"><NameFields draft={draft} missing={missing} /></div>
      </Card>
      <Card title={t('setUp.step.3')}>
        <div className="card-body">
          <p className="field-hint form-lead">{t('centre.reach.lead')}</p>
          <ReachFields draft={draft} missing={missing} all />
        </div>
      </Card>
      <Card title={t('setUp.step.1')}>
        {/* A language that is chosen brings its fields at once, with what was typed so far. */}
        <div className="card-body" onChange={(event) => (event.target as HTMLInputElement).name === 'languages' && setDraft(written())}>
          <WhereFields draft={draft} missing={missing} onDraft={setDraft} />
        </div>
      </Card>
      <Card title={t('centre.entry')}>
        <div className="card-body">
          <div className="choice">
            <input type="checkbox" id="secondFactor" name="secondFactor" defaultChecked={kept.secondFactor} aria-describedby="second-hint" />
            <label htmlFor="secondFactor">{t('centre.second')}</label>
            <p className="field-hint" id="second-hint">{t('centre.second.hint')}</p>
          </div>
        </div>
      </Card>
      <div className="centre-save">
        {refusedOf(outcome)?.code === 'conflict' ? <Callout tone="hit" icon={<Glyph state="hit" />} title={t('centre.conflict')}><p>{t('centre.conflict.text')}</p></Callout> : <ProblemOf outcome={outcome} />}
        {outcome?.done && <Done>{t('centre.saved')}</Done>}
        <Button disabled={saving.state !== 'idle'}>{t('save')}</Button>
      </div>
    </form>
  )
}

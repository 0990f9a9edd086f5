/** Start an exercise, watch it, read what it taught; and, apart, the real case it is drawn from. */
import { redirect, useLoaderData, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router'
import { Callout } from '#ui/components/parts.tsx'
import { PageHead } from '#ui/console/layout.tsx'
import { Icon } from '#ui/icons/icon.tsx'
import { listExercises, readExercise, startExercise } from '../../contract.ts'
import { api, attempt } from '../api.ts'
import { inputOf } from '../input.ts'
import { RealCase } from '../parts/realCase.tsx'
import { useRights } from '../parts/roles.ts'
import { RunCard } from '../parts/runCard.tsx'
import { RunList, RUNS_PER_PAGE } from '../parts/runList.tsx'
import { StartForm, type Answer } from '../parts/startForm.tsx'
import { useLiveRun } from '../parts/useLiveRun.ts'
import { useWords } from '../words.ts'

export async function loader({ request }: LoaderFunctionArgs) {
  const search = new URL(request.url).searchParams
  const asked = search.get('run')
  const page = Math.max(1, Math.trunc(Number(search.get('page'))) || 1)
  const { signal } = request
  const [list, run] = await Promise.all([
    api(listExercises, { query: { limit: RUNS_PER_PAGE, offset: (page - 1) * RUNS_PER_PAGE }, signal }),
    asked ? api(readExercise, { params: { exerciseId: asked }, signal }) : null,
  ])
  return { list, page, run: run ?? list.items[0] ?? null }
}

export async function action({ request }: ActionFunctionArgs): Promise<Answer | Response> {
  const { body, wrong } = inputOf(await request.formData())
  if (!body) return { wrong }
  let id = ''
  const refused = await attempt(async () => { ({ id } = await api(startExercise, { body })) })
  return refused ? { wrong, refused } : redirect(`/console/exercise?run=${id}`)
}

export function Component() {
  const { t } = useWords()
  const { list, page, run: loaded } = useLoaderData<typeof loader>()
  const { start, inside } = useRights()
  const { run, lost } = useLiveRun(loaded)
  const runs = list.items.map((one) => (one.id === run?.id ? run : one))
  return (
    <div className="exercise">
      <title>{`${t('title')} · Bastida`}</title>
      <PageHead title={t('title')}><p className="page-lead">{t('lead')}</p></PageHead>
      <div className="page-body">
        <div className={run ? 'exercise-split' : 'exercise-stack'}>
          {run && <div className="exercise-stack"><RunCard key={run.id} run={run} lost={lost} /></div>}
          <div className="exercise-stack">
            {start ? <StartForm playing={runs.some((one) => one.state === 'playing')} /> : <Callout tone="calm" icon={<Icon name="info" />} title={t('form.notYours')} />}
            <RunList runs={runs} total={list.total} page={page} shown={run?.id} />
          </div>
        </div>
        {/* The band says that nothing on the screen is real: inside an exercise that has to be true. */}
        {inside ? <p className="soft">{t('real.outside')}</p> : <RealCase facts={list.sources} />}
      </div>
    </div>
  )
}

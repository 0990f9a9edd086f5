import type { IconName } from '#ui/icons/glyphs.data.ts'
import { Icon } from '#ui/icons/icon.tsx'
import type { ExerciseView } from '../../contract.ts'
import { useWords } from '../words.ts'

type State = ExerciseView['state']

const looks: Readonly<Record<State, { readonly tone: string; readonly icon: IconName }>> = {
  playing: { tone: 'tone-info', icon: 'play' }, done: { tone: 'tone-restored', icon: 'tick' }, interrupted: { tone: 'tone-degraded', icon: 'clock' }, failed: { tone: 'tone-hit', icon: 'cross' }, ended: { tone: 'tone-calm', icon: 'tick' },
}

export function RunState({ state }: { state: State }) {
  const { t } = useWords()
  return (
    <span className={`chip ${looks[state].tone}`}>
      <Icon name={looks[state].icon} />
      {t(`state.${state}`)}
    </span>
  )
}

import { useEffect, useState } from 'react'
import { useRevalidator } from 'react-router'
import { Refusal } from '#platform/contract/index.ts'
import { readExercise, type ExerciseView } from '../../contract.ts'
import { api } from '../api.ts'

const EVERY_MS = 1000

/** The run as it goes, asked once a second while it plays. `lost`: the last question had no answer; it is asked again. */
export function useLiveRun(run: ExerciseView | null): { readonly run: ExerciseView | null; readonly lost: boolean } {
  const [seen, setSeen] = useState<ExerciseView | null>(null)
  const [lost, setLost] = useState(false)
  const { revalidate } = useRevalidator()
  const latest = seen && seen.id === run?.id && run.state === 'playing' ? seen : run
  const id = run?.id
  const playing = run?.state === 'playing'
  useEffect(() => {
    if (!id || !playing) return
    const stop = new AbortController()
    let timer: ReturnType<typeof setTimeout> | undefined
    const ask = async (): Promise<void> => {
      try {
        const answer = await api(readExercise, { params: { exerciseId: id }, signal: stop.signal })
        setLost(false)
        setSeen(answer)
        // The list and the findings are read with the page, once.
        if (answer.state !== 'playing') return void revalidate()
      } catch (error) {
        if (stop.signal.aborted) return
        if (!(error instanceof TypeError) && !(error instanceof Refusal)) throw error
        setLost(true)
      }
      timer = setTimeout(() => void ask(), EVERY_MS)
    }
    timer = setTimeout(() => void ask(), EVERY_MS)
    return () => {
      stop.abort()
      clearTimeout(timer)
    }
  }, [id, playing, revalidate])
  return { run: latest, lost }
}

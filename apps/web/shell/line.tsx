import { useEffect, useState } from 'react'
import { Icon } from '#ui/icons/icon.tsx'
import { hearLine } from './keeper.ts'
import type { wordsOf } from './words.ts'

const AGAIN_MS = 5000

/** Says that the network or the server is away, for as long as it is; looks again by itself. What is on the page stays there. */
export function LineBar({ t }: { t: ReturnType<typeof wordsOf> }) {
  const state = useLine()
  return (
    <div role="status" className="line">
      {state !== 'works' && (
        <p>
          <Icon name="info" />
          <strong>{t(`line.${state}`)}</strong> {t('line.kept')}
        </p>
      )}
    </div>
  )
}

function useLine(): 'works' | 'offline' | 'away' {
  const [online, setOnline] = useState(() => navigator.onLine)
  const [works, setWorks] = useState(true)
  useEffect(() => hearLine(setWorks), [])
  useEffect(() => {
    const look = (): void => {
      setOnline(navigator.onLine)
      if (navigator.onLine) void fetch('/status').catch(() => undefined) // its answer is heard like any other
    }
    addEventListener('online', look)
    addEventListener('offline', look)
    const timer = works ? undefined : setInterval(look, AGAIN_MS)
    return () => {
      removeEventListener('online', look)
      removeEventListener('offline', look)
      clearInterval(timer)
    }
  }, [works])
  return !online ? 'offline' : works ? 'works' : 'away'
}

import type { ReactNode } from 'react'
import { AskForm, PressForm, type AskWords } from '#ui/console/ask.tsx'
import { sayRefused, useWords } from '../words.ts'

export { HiddenFields } from '#ui/console/ask.tsx'
type Hidden = Readonly<Record<string, string | number>>

function useAsk(): AskWords {
  const { t } = useWords()
  return { close: t('close'), save: t('save'), cancel: t('cancel'), of: (what, name) => t('of', { what, name }), refused: (refused) => sayRefused(t, refused) }
}
export const Ask = (props: { id: string; label: string; about?: string; intent: string; hidden?: Hidden; act?: string; children: ReactNode }) => <AskForm {...props} words={useAsk()} />
export const Press = (props: { id: string; label: string; about?: string; intent: string; hidden?: Hidden; primary?: boolean }) => <PressForm {...props} words={useAsk()} />

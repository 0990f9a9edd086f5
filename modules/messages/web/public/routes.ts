import type { ReactElement } from 'react'
import type { MessagesViews } from '#modules/messages/contract-public.ts'
import type { Pen } from '#modules/notices/web/public/words.ts'
import { MessagesPage } from './messages.tsx'

type Table = { readonly [R in keyof MessagesViews]: (props: { view: MessagesViews[R]; pen: Pen }) => ReactElement }
/** Public documents of this module by name. */
export const messagesDocuments: Table = { messages: MessagesPage }

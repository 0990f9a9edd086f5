import type { ReactElement } from 'react'
import type { CoordinationViews } from '#modules/coordination/contract-public.ts'
import type { Pen } from '#modules/notices/web/public/words.ts'
import { ComplaintPage } from './complaint.tsx'
import { RespondersPage } from './responders.tsx'
import { Rfc2350Page } from './rfc2350.tsx'

type Table = { readonly [R in keyof CoordinationViews]: (props: { view: CoordinationViews[R]; pen: Pen }) => ReactElement }
/** Public documents of this module by name. */
export const coordinationDocuments: Table = { rfc2350: Rfc2350Page, responders: RespondersPage, complaint: ComplaintPage }

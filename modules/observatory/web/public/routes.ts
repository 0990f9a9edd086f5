import type { ReactElement } from 'react'
import type { Pen } from '#modules/notices/web/public/words.ts'
import type { ObservatoryViews } from '#modules/observatory/contract-public.ts'
import { CasePage, CasesPage } from './cases.tsx'
import { DataPage } from './data.tsx'
import { ObservatoryPage } from './home.tsx'

type Table = { readonly [R in keyof ObservatoryViews]: (props: { view: ObservatoryViews[R]; pen: Pen }) => ReactElement }
/** Public documents of this module by name. */
export const observatoryDocuments: Table = { observatory: ObservatoryPage, observatoryCases: CasesPage, observatoryCase: CasePage, observatoryData: DataPage }

import type { ReactElement } from 'react'
import type { Pen } from '#modules/notices/web/public/words.ts'
import type { IntakeViews } from '#modules/intake/contract-public.ts'
import { FollowPage } from './follow.tsx'
import { ReceiptPage } from './receipt.tsx'
import { ReportPage } from './report.tsx'
import { SituationPage } from './situation.tsx'

type Table = { readonly [R in keyof IntakeViews]: (props: { view: IntakeViews[R]; pen: Pen }) => ReactElement }

/** Public documents of this module by name. */
export const intakeRoutes: Table = { situation: SituationPage, report: ReportPage, receipt: ReceiptPage, follow: FollowPage }

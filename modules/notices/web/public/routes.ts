import type { ReactElement } from 'react'
import type { PublicRoute, PublicViews } from '#modules/notices/contract-public.ts'
import { BodyPage } from './body.tsx'
import { EmbedPage } from './embed.tsx'
import { EmergencyPage } from './emergency.tsx'
import { HomePage } from './home.tsx'
import { NoticePage } from './notice.tsx'
import { AccessibilityPage, ErrorPage, PrivacyPage, SubscriptionPage } from './plain.tsx'
import { ReplyClosedPage, ReplyDonePage, ReplyPage } from './reply.tsx'
import { NoticesPage, StatusPage } from './status.tsx'
import type { Pen } from './words.ts'

type Table = { readonly [R in PublicRoute]: (props: { view: PublicViews[R]; pen: Pen }) => ReactElement }

/** Public documents of this module by name. */
export const publicRoutes: Table = {
  home: HomePage,
  notices: NoticesPage,
  notice: NoticePage,
  status: StatusPage,
  body: BodyPage,
  subscription: SubscriptionPage,
  reply: ReplyPage,
  replyDone: ReplyDonePage,
  replyClosed: ReplyClosedPage,
  emergency: EmergencyPage,
  accessibility: AccessibilityPage,
  privacy: PrivacyPage,
  error: ErrorPage,
  embed: EmbedPage,
}

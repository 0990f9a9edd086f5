import { createElement } from 'react'
import { useParams, type LoaderFunctionArgs } from 'react-router'
import { action, alertLoader, alertsLoader, rulesLoader, sourceLoader, sourcesLoader } from '../data.ts'
import { authorsLoader, bodyLoader, catalogueAction, importLoader, importsLoader, proposalLoader, ruleLoader, weekLoader } from '../data-catalogue.ts'
import { backAction, huntLoader, huntsLoader } from '../data-back.ts'
import { listAction, listLoader, listsLoader } from '../data-lists.ts'
import { campaignAction, campaignLoader, campaignsLoader } from '../data-told.ts'
import { AlertPage } from './alert.tsx'
import { AlertsPage } from './alerts.tsx'
import { AuthorsPage } from './authors.tsx'
import { BodyPage } from './body.tsx'
import { CampaignPage } from './campaign.tsx'
import { CampaignsPage } from './campaigns.tsx'
import { HuntPage } from './hunt.tsx'
import { HuntsPage } from './hunts.tsx'
import { ImportPage } from './import.tsx'
import { ImportsPage } from './imports.tsx'
import { ListPage } from './list.tsx'
import { ListsPage } from './lists.tsx'
import { LookPage } from './look.tsx'
import { ProposalPage } from './proposal.tsx'
import { RulePage } from './rule.tsx'
import { RulesPage } from './rules.tsx'
import { SourcePage } from './source.tsx'
import { SourcesPage } from './sources.tsx'
import { WeekPage } from './week.tsx'

export const alerts = { Component: AlertsPage, loader: alertsLoader }
export const alert = { Component: AlertPage, loader: alertLoader, action }
export const sources = { Component: SourcesPage, loader: sourcesLoader, action }
export const source = { Component: SourcePage, loader: sourceLoader, action }
export const rules = { Component: RulesPage, loader: rulesLoader, action: catalogueAction }
export const rule = { Component: RulePage, loader: ruleLoader, action: catalogueAction }
export const imports = { Component: ImportsPage, loader: importsLoader, action }
const proposed = { Component: ImportPage, loader: importLoader, action: catalogueAction }
export { proposed as importOne }
export const proposal = { Component: ProposalPage, loader: proposalLoader, action: catalogueAction }
export const authors = { Component: AuthorsPage, loader: authorsLoader }
export const body = { Component: BodyPage, loader: bodyLoader, action: catalogueAction }
export const week = { Component: WeekPage, loader: weekLoader }
export const hunts = { Component: HuntsPage, loader: huntsLoader, action: backAction }
export const hunt = { Component: HuntPage, loader: huntLoader, action: backAction }
export const look = { Component: LookPage, action: backAction }
export const lists = { Component: ListsPage, loader: listsLoader, action: listAction }
export const list = { Component: ListPage, loader: listLoader, action: listAction }
/** One route for all of them and for one: each route is part of what everybody loads first. */
export const campaigns = { Component: () => createElement(useParams()['campaignId'] ? CampaignPage : CampaignsPage), loader: (of: LoaderFunctionArgs) => (of.params['campaignId'] ? campaignLoader(of) : campaignsLoader(of)), action: campaignAction }

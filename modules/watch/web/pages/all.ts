import { action, alertLoader, alertsLoader, ruleLoader, rulesLoader, sourceLoader, sourcesLoader } from '../data.ts'
import { backAction, huntLoader, huntsLoader } from '../data-back.ts'
import { AlertPage } from './alert.tsx'
import { AlertsPage } from './alerts.tsx'
import { HuntPage } from './hunt.tsx'
import { HuntsPage } from './hunts.tsx'
import { LookPage } from './look.tsx'
import { RulePage } from './rule.tsx'
import { RulesPage } from './rules.tsx'
import { SourcePage } from './source.tsx'
import { SourcesPage } from './sources.tsx'

export const alerts = { Component: AlertsPage, loader: alertsLoader }
export const alert = { Component: AlertPage, loader: alertLoader, action }
export const sources = { Component: SourcesPage, loader: sourcesLoader, action }
export const source = { Component: SourcePage, loader: sourceLoader, action }
export const rules = { Component: RulesPage, loader: rulesLoader, action }
export const rule = { Component: RulePage, loader: ruleLoader, action }
export const hunts = { Component: HuntsPage, loader: huntsLoader, action: backAction }
export const hunt = { Component: HuntPage, loader: huntLoader, action: backAction }
export const look = { Component: LookPage, action: backAction }

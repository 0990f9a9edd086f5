import { action, alertLoader, alertsLoader, ruleLoader, rulesLoader, sourceLoader, sourcesLoader } from '../data.ts'
import { AlertPage } from './alert.tsx'
import { AlertsPage } from './alerts.tsx'
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

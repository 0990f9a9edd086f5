import { reportAction, reportLoader } from '../report-data.ts'
import { ReportMaking } from './report.tsx'

export const report = { Component: ReportMaking, loader: reportLoader, action: reportAction }

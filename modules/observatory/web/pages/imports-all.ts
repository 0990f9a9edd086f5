import { importLoader, importsAction, importsLoader } from '../data-imports.ts'
import { ImportPage } from './imports-one.tsx'
import { ImportsPage } from './imports.tsx'

export const imports = { Component: ImportsPage, loader: importsLoader, action: importsAction }
export const importOne = { Component: ImportPage, loader: importLoader }

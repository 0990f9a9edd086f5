import { attackAction, attackChangesLoader, attackLoader } from '../data-attack.ts'
import { AttackChangesPage } from './attack-changes.tsx'
import { AttackPage } from './attack.tsx'

export const attack = { Component: AttackPage, loader: attackLoader, action: attackAction }
export const attackChanges = { Component: AttackChangesPage, loader: attackChangesLoader, action: attackAction }

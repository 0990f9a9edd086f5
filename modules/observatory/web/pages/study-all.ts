import { denominatorsLoader, roomLoader, savedLoader, studiesLoader, studyAction, studyLoader } from '../study-data.ts'
import { RoomPage } from './room.tsx'
import { DenominatorsPage } from './study-denominators.tsx'
import { SavedPage, StudiesPage } from './study-saved.tsx'
import { StudyPage } from './study.tsx'

export const study = { Component: StudyPage, loader: studyLoader, action: studyAction }
export const studies = { Component: StudiesPage, loader: studiesLoader }
export const saved = { Component: SavedPage, loader: savedLoader, action: studyAction }
export const denominators = { Component: DenominatorsPage, loader: denominatorsLoader, action: studyAction }
export const room = { Component: RoomPage, loader: roomLoader, action: studyAction }

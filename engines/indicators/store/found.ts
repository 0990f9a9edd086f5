import type { Reason } from '../types.ts'

/** Rows and why, as they are found. Written over by each question. */
export type Found = { count: number; readonly ids: number[]; readonly why: Reason[] }
export const makeFound = (): Found => ({ count: 0, ids: [], why: [] })

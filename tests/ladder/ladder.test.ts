/**
 * The permission ladder, drawn from the contracts, against the whole composed server on a real database: one world, every
 * endpoint, every caller. See world for who is who, samples for what is sent.
 */
import { afterAll, beforeAll, describe } from 'vitest'
import { doors, half, twins } from './doors.ts'
import { exits } from './exits.ts'
import { garbage } from './garbage.ts'
import { pages } from './pages.ts'
import { tables } from './tables.ts'
import { createWorld, type World } from './world/index.ts'

let w: World
beforeAll(async () => { w = await createWorld() }, 120_000)
afterAll(() => w?.close())

describe('every table', () => tables(() => w))
describe('every exit', () => exits(() => w))
describe('every other address', () => twins(() => w))
describe('every page', () => pages(() => w))
describe('every door', () => doors(() => w))
describe('every door, with a password alone', () => half(() => w))
describe('nonsense', () => garbage(() => w))

/**
 * What to send to each endpoint so that it does what it is for. An endpoint without a line here is a failing test.
 * Parts of a path are filled from the ids of whoever's turn it is: a line says only what they cannot.
 * One file a module, in the order of modules/index.ts: what the server answers for itself comes first.
 */
import { cases } from './cases.ts'
import { coordination } from './coordination.ts'
import { exercise } from './exercise.ts'
import { identity } from './identity.ts'
import { intake } from './intake.ts'
import { messages } from './messages.ts'
import { notices } from './notices.ts'
import { obligations } from './obligations.ts'
import { observatory } from './observatory.ts'
import { playbooks } from './playbooks.ts'
import { retention } from './retention.ts'
import { server } from './server.ts'
import { sharing } from './sharing.ts'
import { territory } from './territory.ts'
import { watch } from './watch.ts'
import type { Sample } from './sample.ts'

export const samples: Readonly<Record<string, Sample>> = { ...server, ...identity, ...territory, ...cases, ...playbooks, ...obligations, ...notices, ...coordination, ...exercise, ...intake, ...watch, ...observatory, ...sharing, ...messages, ...retention }

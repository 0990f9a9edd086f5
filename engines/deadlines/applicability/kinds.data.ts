/**
 * Which kinds of party a fact can be true of when nobody recorded it. Only for these is the question asked; for the
 * others the kind answers "no" and the reason says so. A recorded fact always wins. All rows: our inference.
 */

import type { PartyKind } from '../facts.ts'

const enterprises = ['firm', 'provider', 'transport_company', 'other_public'] as const satisfies readonly PartyKind[]

export const mayBeTrustProvider: ReadonlySet<PartyKind> = new Set(['firm', 'provider', 'other_public'])
export const mayBeFinancial: ReadonlySet<PartyKind> = new Set(['firm', 'provider'])
export const mayBeManufacturer: ReadonlySet<PartyKind> = new Set([...enterprises, 'university'])
export const mayBeLab: ReadonlySet<PartyKind> = new Set(['firm', 'provider', 'university', 'other_public'])
export const mayBeInHouse: ReadonlySet<PartyKind> = new Set(['provider', 'transport_company', 'other_public'])
/** Hospitals and health agencies of France are health actors by kind; a commune may run a medico-social home. */
export const healthActorByKind: ReadonlySet<PartyKind> = new Set(['hospital', 'health_agency'])
export const mayBeHealthActor: ReadonlySet<PartyKind> = new Set(['firm', 'other_public', 'university', 'union_of_municipalities', 'municipality', 'province'])
export const mayBeVital: ReadonlySet<PartyKind> = new Set([
  ...enterprises, 'central_administration', 'region', 'metropolitan_city', 'health_agency', 'hospital', 'university',
])
/** Bodies that process their own data: controllers unless they say otherwise. A provider is asked. */
export const controllerByKind: ReadonlySet<PartyKind> = new Set([
  'central_administration', 'region', 'autonomous_province', 'metropolitan_city', 'province', 'municipality',
  'union_of_municipalities', 'health_agency', 'hospital', 'school', 'university', 'transport_company', 'firm',
  'other_public',
])
/** Public administrations of CAD art. 2(2)(a); companies under public control are left out. */
export const publicAdministrations: ReadonlySet<PartyKind> = new Set([
  'central_administration', 'region', 'autonomous_province', 'metropolitan_city', 'province', 'municipality',
  'union_of_municipalities', 'health_agency', 'hospital', 'school', 'university',
])

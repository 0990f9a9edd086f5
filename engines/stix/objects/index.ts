/** Objects of STIX 2.1: identifiers, versions, markings, and whether they are what the standard says. */
export { canonical, deterministicId, observableId, uuid5 } from './ids.ts'
export { markingsOf, statementMarking, tlpMarking, tlpOf, type LookUp, type Markings } from './markings.ts'
export { isRecord, levels, type Level, type StixObject } from './types.ts'
export { beginning, compareVersions, versionOf } from './versions.ts'

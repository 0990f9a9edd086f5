/** Objects of STIX 2.1: identifiers, versions, markings, and whether they are what the standard says. */
export { canonical, deterministicId, observableId, uuid5 } from './ids.ts'
export { markingsOf, statementMarking, tlpMarking, tlpOf, type LookUp, type Markings } from './markings.ts'
export { isRecord, levels, type Level, type StixObject } from './types.ts'
export { beginning, compareVersions, versionOf } from './versions.ts'
export { checkBundle, together, type CheckedBundle } from './check/bundle.ts'
export { checkObject, familyOf } from './check/check.ts'
export { objectErrors, objectWarnings, PROBLEMS_MOST, type Checked, type ObjectProblem, type ObjectProblemCode } from './check/problems.ts'
export { MOST_CHARACTERS, MOST_DEEP, MOST_VALUES } from './check/size.ts'

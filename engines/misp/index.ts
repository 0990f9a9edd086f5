/** The door of the engine: events and feeds of MISP, and the way to STIX and back. Semantics: DESIGN.md. */
export { categories, galaxies, languages, otherTypes, paths } from './attributes.data.ts'
export { fromStix, toStix, type Head, type Maker } from './convert.ts'
export { definitions, extensionId } from './extension.ts'
export { hashesOf, writeFeed, type FeedFile } from './feed.ts'
export { eventOf, looseEntry, looseEvent, manifestEntry, type Leaving } from './leave.ts'
export { levelOf } from './levels.ts'
export { readEvent, readManifest, type ManifestEntry, type ReadEvents } from './read.ts'
export { ATTRIBUTES_MOST, EVENTS_MOST, mispProblems, type MispEvent, type MispProblem } from './types.ts'

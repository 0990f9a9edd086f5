export { demoAttacks, demoNumbers } from './attacks.ts'
export { demoSeed, demoTerritory } from './demoTerritory.ts'
export { expandForExercise, type Exercise, type ExerciseBase } from './exercise.ts'
export type { DemoContact, DemoDataset, DemoDistrict, DemoFacts, DemoTerritory } from './types.ts'

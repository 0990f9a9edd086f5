/** What study reads of a record. */
export type StudyRow = {
  readonly startedOn: string | null; readonly precision: string | null; readonly year: number | null; readonly hour: number | null; readonly night: boolean | null; readonly weekend: boolean | null; readonly holiday: boolean | null
  readonly action: string | null; readonly kind: string | null; readonly sector: string | null; readonly size: string | null; readonly province: string | null
  readonly victims: number; readonly daysToRestore: number | null; readonly stillDown: boolean; readonly providerIds: readonly string[]; readonly parties: readonly string[]
}
/** What study is told of the territory beside its numbers. `had`: bodies that had what is compared, with their kinds. */
export type Told = { readonly names: ReadonlyMap<string, string>; readonly ifDown: ReadonlyMap<string, Reach>; readonly had: ReadonlyMap<string, string> | null }
export type Reach = { readonly services: number; readonly bodies: number; readonly people: number }

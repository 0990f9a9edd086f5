/**
 * Facts about a party and an incident, and the dated law → what is owed, to whom, by when, and why; or why nothing is.
 * Pure: no clock, no I/O. See DESIGN.md.
 */

export { evaluate, evaluateMany, type Evaluation } from './evaluate.ts'
export { factsFromJson, type FactsResult } from './factsFromJson.ts'
export type { Problem } from './validate.ts'
export {
  partyKinds, isTypes, type Answer, type Decision, type Decisions, type Facts, type Filing, type IncidentFacts, type IsType,
  type Moment, type PartyFacts, type PartyKind,
} from './facts.ts'
export type {
  Certainty, ChannelId, ClockId, Country, IsoDay, Language, Message, Obligation, ObligationState, RecipientId, RecordedClock,
  RegimeId, StageId, Texts,
} from './types.ts'
export type { SignificanceTests } from './significance.ts'
export { diffObligations, type FieldChange, type ObligationChange } from './diff.ts'
export { formatInstant, factQuestion, regimeTitle, renderMessage } from './messages/message.ts'
export type { MessageCode } from './messages/reasons.data.ts'
export type { FactPath } from './messages/facts.data.ts'
export {
  certaintyLabels, channelLabels, clockLabels, kindLabels, recipientLabels, stageLabels, stateLabels,
} from './messages/labels.data.ts'
export { allRegimes, regimeOf, versionAt } from './regimes/index.ts'
export type { Regime, RegimeVersion, Stage, Term } from './regimes/regime.ts'
export { overlaps, type Overlap } from './overlaps.data.ts'
export { holidayCalendar, holidaysOf, type HolidayCalendar } from './counting/holidays.ts'
export { runVectors, type VectorFailure, type VectorReport } from './vectors.ts'
export { draftProgress, fillDraft, type DraftEntry, type Gap } from './drafts/fillDraft.ts'
export { formFieldsOf } from './drafts/formFields.data.ts'
export { labelOfKey } from './drafts/labelOfKey.ts'
export type { DraftAuthority, FormField } from './drafts/formField.ts'
export { descriptionKeys, kindOfKey, type DescriptionKey, type DescriptionKind, type DescriptionValue, type IncidentDescription } from './drafts/description.ts'
export { choices } from './drafts/choices.data.ts'

/** The door of the engine: is this an incident in VERIS, which words does VERIS have. Semantics: DESIGN.md. */
export { checkIncident, editionOf, problemCodes, type Checked, type Edition, type VerisProblem } from './check.ts'
export { countryCodes } from './codes.data.ts'
export { terms, type TermsAt } from './names.data.ts'

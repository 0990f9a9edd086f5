/** Far above any rule that a person wrote; a file beyond them is refused with the reason. */
export const MAX_FILE_BYTES = 1_000_000
export const MAX_DOCUMENTS = 5000
/** Maps and lists inside one another, aliases followed. */
export const MAX_DEPTH = 32
/** Values and names in one document, aliases counted each time. */
export const MAX_VALUES = 10_000
export const MAX_ALIASES = 1000
export const MAX_CONDITION_TOKENS = 10_000
export const MAX_PARENTHESES = 32
/** Comparisons that one rule may come to when modifiers, lists and quantifiers are written out. */
export const MAX_ATOMS = 50_000
/** Spellings of one value: windash has five for each dash, placeholders multiply. */
export const MAX_SPELLINGS = 3125
export const MAX_REGEX = 10_000
/** Told of one document; who has more has seen enough. */
export const MAX_PROBLEMS = 100

/** Of an event: a line beyond is broken. Objects and lists inside one another, the event itself counted. */
export const MAX_EVENT_DEPTH = 128
/** Commas outside texts, one less than the values: what is counted does not depend on which of them rules ask for. */
export const MAX_EVENT_COMMAS = 65_535
/** Without its end. */
export const MAX_LINE_BYTES = 4_000_000

/** Texts in a source for the typesetter. */

/** As a string: markup in it is shown, never obeyed. */
export const stringOf = (text: string): string => `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', ' ')}"`
/** The same where markup is expected. */
export const textOf = (text: string): string => `#${stringOf(text)};`

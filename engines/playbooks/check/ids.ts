/** An identifier is a type, two hyphens and a UUID of any version (section 10.10). */
const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}'
const form = new RegExp(`^([a-z][a-z0-9-]{0,60})--${UUID}$`, 'i')

/** The type before the two hyphens; undefined when it is no identifier. */
export const typeOfId = (id: string): string | undefined => (id.length > 110 ? undefined : form.exec(id)?.[1])

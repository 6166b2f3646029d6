/** JSON text of a value in which amounts are bigints: they become decimal digits in a string, never a number. */
export const toJson = (value: unknown): string =>
  JSON.stringify(value, (_key, part: unknown) => (typeof part === 'bigint' ? part.toString() : part))

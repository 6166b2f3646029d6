const digits = (_key: string, part: unknown): unknown => (typeof part === 'bigint' ? part.toString() : part)

/**
 * JSON text of a value in which amounts are bigints: they become decimal digits in a string, never a number. Nearly
 * everything is text already, and a replacer makes JSON.stringify several times slower, so it is tried without.
 */
export function toJson(value: unknown): string {
  try {
    return JSON.stringify(value)
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    return JSON.stringify(value, digits)
  }
}

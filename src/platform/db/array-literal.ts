/**
 * A list as the text of a PostgreSQL array (PostgreSQL documentation, "Array Input and Output Syntax"). The statements
 * of a batch carry thousands of values as arrays; pg's own rendering runs two replacements over every one of them and
 * writes dates piece by piece. Anything but text, numbers, truth values, dates and null is left to pg.
 */
export function arrayLiteral(list: readonly unknown[]): string | readonly unknown[] {
  if (list.length === 0) return '{}'
  if (list.every(isText)) return textLiteral(list)
  const elements: string[] = []
  for (const item of list) {
    const element = elementText(item)
    if (element === undefined) return list
    elements.push(element)
  }
  return `{${elements.join(',')}}`
}

const TO_ESCAPE = /["\\]/
const EACH_TO_ESCAPE = /["\\]/g

const isText = (item: unknown): item is string => typeof item === 'string'

/** Most lists are ids and codes, which need quotes but no escaping: joined at once. */
function textLiteral(list: readonly string[]): string {
  if (TO_ESCAPE.test(list.join(','))) return `{${list.map(quoted).join(',')}}`
  return `{"${list.join('","')}"}`
}

const quoted = (text: string): string =>
  TO_ESCAPE.test(text) ? `"${text.replace(EACH_TO_ESCAPE, '\\$&')}"` : `"${text}"`

function elementText(item: unknown): string | undefined {
  switch (typeof item) {
    case 'string':
      return quoted(item)
    case 'number':
    case 'bigint':
    case 'boolean':
      return String(item)
    case 'undefined':
      return 'NULL'
    default:
      if (item === null) return 'NULL'
      return item instanceof Date ? `"${item.toISOString()}"` : undefined
  }
}

/** The values of a statement, arrays as their text. */
export const toParameters = (values: readonly unknown[]): unknown[] =>
  values.map((value) => (Array.isArray(value) ? arrayLiteral(value) : value))

const RECORD_SEPARATOR = '\u001e'

/**
 * JSON texts as a sequence (RFC 7464: a record separator before each), for a statement that takes them apart with
 * jsonTexts(). JSON holds no bare control character (RFC 8259 section 7), so nothing needs escaping on the way, where in
 * an array every quotation mark would. An empty text counts as a text.
 */
export const jsonSequence = (texts: readonly string[]): string =>
  texts.length === 0 ? '' : RECORD_SEPARATOR + texts.join(RECORD_SEPARATOR)

/** SQL: the texts of a JSON sequence as text[]. */
export const jsonTexts = (parameter: string): string => `(string_to_array(${parameter}::text, E'\\x1e'))[2:]`

/**
 * SQL: arrays side by side as rows, from parameter `first` on, for the list of a select. There PostgreSQL streams the
 * elements; in a FROM it would store each array as a table first.
 */
export const sideBySide = (first: number, ...types: readonly string[]): string =>
  types.map((type, place) => `unnest($${first + place}::${type}[])`).join(', ')

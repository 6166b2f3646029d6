const [QUOTE, BACKSLASH, OPEN_ARRAY, CLOSE_ARRAY, OPEN_OBJECT, CLOSE_OBJECT] = [34, 92, 91, 93, 123, 125]

/** Place of the quote that ends the string which begins after `start`; the end of the text when none does. */
function endOfString(text: string, start: number): number {
  let index = start
  while (index < text.length && text.charCodeAt(index) !== QUOTE) {
    index += text.charCodeAt(index) === BACKSLASH ? 2 : 1
  }
  return index
}

/** Whether brackets outside strings are nested deeper than `limit`; one pass over the text, before it is parsed. */
export function isDeeper(text: string, limit: number): boolean {
  let depth = 0
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    if (code === QUOTE) index = endOfString(text, index + 1)
    else if (code === CLOSE_OBJECT || code === CLOSE_ARRAY) depth -= 1
    else if (code === OPEN_OBJECT || code === OPEN_ARRAY) depth += 1
    if (depth > limit) return true
  }
  return false
}

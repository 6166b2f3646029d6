/** Cursors of lists: the sort key of the last row, opaque to the caller. */
export type CursorKey = readonly (string | number)[]

export const encodeCursor = (key: CursorKey): string => Buffer.from(JSON.stringify(key)).toString('base64url')

/** Undefined when the text is not a cursor with `length` parts. */
export function decodeCursor(text: string, length: number): CursorKey | undefined {
  try {
    const key: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'))
    const usable =
      Array.isArray(key) &&
      key.length === length &&
      key.every((part) => typeof part === 'string' || typeof part === 'number')
    return usable ? (key as CursorKey) : undefined
  } catch {
    return undefined
  }
}

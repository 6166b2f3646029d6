/** A value of the PDF object model (ISO 32000-2, 7.3) as far as embedded files need it. */
export type PdfValue =
  | null
  | boolean
  | number
  | PdfName
  | PdfString
  | PdfReference
  | readonly PdfValue[]
  | PdfDictionary

export interface PdfName {
  readonly kind: 'name'
  readonly name: string
}
export interface PdfString {
  readonly kind: 'string'
  readonly bytes: Uint8Array
}
export interface PdfReference {
  readonly kind: 'reference'
  readonly number: number
}
export interface PdfDictionary {
  readonly kind: 'dictionary'
  readonly entries: ReadonlyMap<string, PdfValue>
}

const isKind =
  <Kind extends 'name' | 'string' | 'reference' | 'dictionary'>(kind: Kind) =>
  (value: PdfValue | undefined): value is Extract<PdfValue, { kind: Kind }> =>
    typeof value === 'object' && value !== null && 'kind' in value && value.kind === kind

export const isName = isKind('name')
export const isString = isKind('string')
export const isReference = isKind('reference')
export const isDictionary = isKind('dictionary')
export const isArray = (value: PdfValue | undefined): value is readonly PdfValue[] => Array.isArray(value)

const UTF16_BE = [0xfe, 0xff]
const UTF8 = [0xef, 0xbb, 0xbf]
const startsWith = (bytes: Uint8Array, mark: readonly number[]): boolean =>
  mark.every((byte, place) => bytes[place] === byte)

/** A text string: UTF-16, UTF-8 or, for the letters that matter in file names, Latin-1 (ISO 32000-2, 7.9.2.2). */
export function textOf(value: PdfValue | undefined): string | undefined {
  if (!isString(value)) return undefined
  const { bytes } = value
  if (startsWith(bytes, UTF16_BE)) return new TextDecoder('utf-16be').decode(bytes.subarray(2))
  if (startsWith(bytes, UTF8)) return new TextDecoder().decode(bytes.subarray(3))
  return Buffer.from(bytes).toString('latin1')
}

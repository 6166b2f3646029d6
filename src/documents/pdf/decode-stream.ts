import { constants, inflateSync } from 'node:zlib'
import { isArray, isDictionary, isName, type PdfDictionary, type PdfValue } from './pdf-value.ts'
import { unpackLzw, unpackRuns } from './unpack-runs.ts'

/** Bytes that one stream may grow to when it is decoded. */
export const MAX_DECODED = 60_000_000

/** The content of a stream through its filters; undefined for damage, and for filters that no file is packed in. */
export function decodeStream(dictionary: PdfDictionary, raw: Buffer): Buffer | undefined {
  const names = listOf(dictionary.entries.get('Filter') ?? dictionary.entries.get('F'))
  const settings = listOf(dictionary.entries.get('DecodeParms') ?? dictionary.entries.get('DP'))
  let bytes: Buffer | undefined = raw
  for (const [place, filter] of names.entries()) {
    if (!bytes || !isName(filter)) return undefined
    bytes = FILTERS.get(filter.name)?.(bytes, settings[place])
    bytes = bytes && withoutPredictor(bytes, settings[place])
  }
  return bytes
}

const listOf = (value: PdfValue | undefined): readonly PdfValue[] =>
  value === undefined || value === null ? [] : isArray(value) ? value : [value]

/** A checksum that is missing or wrong at the end costs nothing: what was unpacked is taken. */
function inflate(bytes: Buffer): Buffer | undefined {
  try {
    return inflateSync(bytes, { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: MAX_DECODED })
  } catch {
    return undefined
  }
}

function fromHex(bytes: Buffer): Buffer {
  const digits = (bytes.toString('latin1').split('>')[0] ?? '').replace(/[^0-9A-Fa-f]/g, '')
  return Buffer.from(digits.length % 2 === 0 ? digits : `${digits}0`, 'hex')
}

/** ASCII base-85: five characters make four bytes, "z" four noughts. */
function fromBase85(bytes: Buffer): Buffer {
  const text = (bytes.toString('latin1').split('~')[0] ?? '').replace(/\s/g, '').replaceAll('z', '!!!!!')
  const out: number[] = []
  for (let at = 0; at < text.length; at += 5) {
    const group = text.slice(at, at + 5)
    const value = [...group.padEnd(5, 'u')].reduce((sum, char) => sum * 85 + char.charCodeAt(0) - 33, 0)
    const four = [24, 16, 8, 0].map((shift) => Math.floor(value / 2 ** shift) % 256)
    out.push(...four.slice(0, group.length - 1))
  }
  return Buffer.from(out)
}

const settingOf = (settings: PdfValue | undefined, name: string, usual: number): number => {
  const value = isDictionary(settings) ? settings.entries.get(name) : undefined
  return typeof value === 'number' ? value : usual
}

const fromLzw = (bytes: Buffer, settings: PdfValue | undefined): Buffer | undefined =>
  unpackLzw(bytes, settingOf(settings, 'EarlyChange', 1) === 1)

type Filter = (bytes: Buffer, settings: PdfValue | undefined) => Buffer | undefined

const FILTERS: ReadonlyMap<string, Filter> = new Map(
  Object.entries<Filter>({
    FlateDecode: inflate,
    Fl: inflate,
    ASCIIHexDecode: fromHex,
    AHx: fromHex,
    ASCII85Decode: fromBase85,
    A85: fromBase85,
    LZWDecode: fromLzw,
    LZW: fromLzw,
    RunLengthDecode: unpackRuns,
    RL: unpackRuns,
    // The stream was opened, or never sealed, before it came here.
    Crypt: (bytes) => bytes,
  }),
)

/** Undoes the PNG predictors (ISO 32000-2, 7.4.4.4) of streams whose rows are bytes. */
function withoutPredictor(bytes: Buffer, settings: PdfValue | undefined): Buffer | undefined {
  const predictor = settingOf(settings, 'Predictor', 1)
  if (predictor < 10) return predictor === 1 ? bytes : undefined
  const width = settingOf(settings, 'Columns', 1) * settingOf(settings, 'Colors', 1)
  if (!Number.isInteger(width) || width < 1) return undefined
  const rows = Math.ceil(bytes.length / (width + 1))
  const out = Buffer.alloc(rows * width)
  for (let row = 0; row < rows; row += 1) undoRow(bytes, out, row, width)
  return out
}

function undoRow(bytes: Buffer, out: Buffer, row: number, width: number): void {
  const kind = bytes[row * (width + 1)] ?? 0
  for (let column = 0; column < width; column += 1) {
    const place = row * width + column
    const left = column > 0 ? (out[place - 1] ?? 0) : 0
    const up = row > 0 ? (out[place - width] ?? 0) : 0
    const upLeft = row > 0 && column > 0 ? (out[place - width - 1] ?? 0) : 0
    const guess = [0, left, up, (left + up) >> 1, paeth(left, up, upLeft)][kind] ?? 0
    out[place] = ((bytes[row * (width + 1) + 1 + column] ?? 0) + guess) & 0xff
  }
}

function paeth(left: number, up: number, upLeft: number): number {
  const estimate = left + up - upLeft
  const [toLeft, toUp, toBoth] = [left, up, upLeft].map((one) => Math.abs(estimate - one)) as [number, number, number]
  if (toLeft <= toUp && toLeft <= toBoth) return left
  return toUp <= toBoth ? up : upLeft
}

import { MAX_DECODED } from './decode-stream.ts'

const CLEAR = 256
const END = 257
const FIRST_CODE = 258
const MOST_CODES = 4096

/**
 * LZW (ISO 32000-2, 7.4.4): codes of 9 to 12 bits, the high bit first. With `early`, which is usual, codes grow one
 * sooner than they must. Undefined for damage, and for what grows too large.
 */
export function unpackLzw(bytes: Uint8Array, early: boolean): Buffer | undefined {
  const table: Uint8Array[] = Array.from({ length: FIRST_CODE }, (_, byte) => Uint8Array.of(byte))
  const out: Uint8Array[] = []
  let size = 0
  let before: Uint8Array | undefined
  for (const code of codesOf(bytes, () => widthFor(table.length, early))) {
    if (code === END) break
    if (code === CLEAR) {
      table.length = FIRST_CODE
      before = undefined
      continue
    }
    if (before && table.length < MOST_CODES) table.push(grown(before, table[code] ?? before))
    const found = table[code]
    size += found?.length ?? 0
    if (!found || size > MAX_DECODED) return undefined
    out.push(found)
    before = found
  }
  return Buffer.concat(out)
}

/** Codes as wide as `width` says when each is taken. */
function* codesOf(bytes: Uint8Array, width: () => number): Generator<number> {
  let [held, bits] = [0, 0]
  for (const byte of bytes) {
    held = ((held << 8) | byte) & 0xffffff
    bits += 8
    const wanted = width()
    if (bits < wanted) continue
    bits -= wanted
    yield (held >> bits) & ((1 << wanted) - 1)
  }
}

function grown(before: Uint8Array, next: Uint8Array): Uint8Array {
  const longer = new Uint8Array(before.length + 1)
  longer.set(before)
  longer[before.length] = next[0] ?? 0
  return longer
}

/** A table of 512 codes needs ten bits, or of 511 when they grow early. */
function widthFor(codes: number, early: boolean): number {
  const needed = codes + (early ? 1 : 0)
  return needed < 512 ? 9 : needed < 1024 ? 10 : needed < 2048 ? 11 : 12
}

const END_OF_RUNS = 128

/** Runs (7.4.5): a count below 128 takes so many bytes and one more, above it repeats the next byte 257 less that often. */
export function unpackRuns(bytes: Uint8Array): Buffer | undefined {
  const out: Uint8Array[] = []
  let size = 0
  for (let at = 0; at < bytes.length; ) {
    const count = bytes[at] ?? END_OF_RUNS
    if (count === END_OF_RUNS) break
    const run =
      count < END_OF_RUNS
        ? bytes.subarray(at + 1, at + 2 + count)
        : new Uint8Array(257 - count).fill(bytes[at + 1] ?? 0)
    at += count < END_OF_RUNS ? count + 2 : 2
    out.push(run)
    size += run.length
    if (size > MAX_DECODED) return undefined
  }
  return Buffer.concat(out)
}

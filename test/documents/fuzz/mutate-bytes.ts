import { below, pick } from '#test/support/random.ts'

type Random = () => number

/** Longest piece that is cut out, repeated or overwritten. */
const MAX_PIECE = 400

const replaced = (bytes: Buffer, from: number, to: number, ...instead: Uint8Array[]): Buffer =>
  Buffer.concat([bytes.subarray(0, from), ...instead, bytes.subarray(to)])

const KINDS: readonly ((bytes: Buffer, random: Random) => Buffer)[] = [
  function flipBits(bytes, random) {
    const changed = Buffer.from(bytes)
    for (let count = 1 + below(8, random); count > 0; count -= 1) {
      const at = below(changed.length, random)
      changed[at] = (changed[at] ?? 0) ^ (1 << below(8, random))
    }
    return changed
  },
  function cutOut(bytes, random) {
    const from = below(bytes.length, random)
    return replaced(bytes, from, from + 1 + below(MAX_PIECE, random))
  },
  function breakOff(bytes, random) {
    return bytes.subarray(0, below(bytes.length, random))
  },
  function beginLate(bytes, random) {
    return bytes.subarray(below(Math.min(bytes.length, 2 * MAX_PIECE), random))
  },
  function repeat(bytes, random) {
    const from = below(bytes.length, random)
    const piece = bytes.subarray(from, from + 1 + below(MAX_PIECE, random))
    const times = pick([1, 2, 50], random)
    return replaced(bytes, from, from, ...Array<Buffer>(times).fill(piece))
  },
  function overwrite(bytes, random) {
    const from = below(bytes.length, random)
    const noise = Buffer.from(Array.from({ length: 1 + below(MAX_PIECE, random) }, () => below(256, random)))
    return replaced(bytes, from, from + noise.length, noise)
  },
  function moveAPiece(bytes, random) {
    const [from, to] = [below(bytes.length, random), below(bytes.length, random)]
    const piece = bytes.subarray(from, from + 1 + below(MAX_PIECE, random))
    return replaced(bytes, to, to + (random() < 0.5 ? 0 : piece.length), piece)
  },
  function fill(bytes, random) {
    const from = below(bytes.length, random)
    const piece = Buffer.alloc(1 + below(MAX_PIECE, random), pick([0, 0x20, 0x30, 0x3c, 0xff], random))
    return replaced(bytes, from, from + piece.length, piece)
  },
]

/** Damage that knows nothing of what the bytes mean. */
export function mutateBytes(bytes: Uint8Array, random: Random): Buffer {
  const original = Buffer.from(bytes)
  return original.length === 0 ? original : pick(KINDS, random)(original, random)
}

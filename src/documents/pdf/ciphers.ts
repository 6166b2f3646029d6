import { createDecipheriv } from 'node:crypto'

/** RC4, which OpenSSL no longer has; old PDFs are sealed with it. The same function seals and opens. */
export function rc4(key: Uint8Array, bytes: Uint8Array): Buffer {
  const state = Uint8Array.from({ length: 256 }, (_, place) => place)
  const swap = (a: number, b: number): void => {
    const kept = state[a] ?? 0
    state[a] = state[b] ?? 0
    state[b] = kept
  }
  for (let at = 0, other = 0; at < 256; at += 1) {
    other = (other + (state[at] ?? 0) + (key[at % key.length] ?? 0)) & 0xff
    swap(at, other)
  }
  const out = Buffer.alloc(bytes.length)
  for (let place = 0, at = 0, other = 0; place < bytes.length; place += 1) {
    at = (at + 1) & 0xff
    other = (other + (state[at] ?? 0)) & 0xff
    swap(at, other)
    out[place] = (bytes[place] ?? 0) ^ (state[((state[at] ?? 0) + (state[other] ?? 0)) & 0xff] ?? 0)
  }
  return out
}

const BLOCK = 16

/** AES in CBC mode, its first block the start (ISO 32000-2, 7.6.3): a wrong end costs only the padding. */
export function openAes(key: Uint8Array, bytes: Uint8Array): Buffer {
  const whole = bytes.length - (bytes.length % BLOCK)
  if (whole < 2 * BLOCK) return Buffer.alloc(0)
  const cipher = createDecipheriv(`aes-${key.length * 8}-cbc`, key, bytes.subarray(0, BLOCK)).setAutoPadding(false)
  const opened = cipher.update(bytes.subarray(BLOCK, whole))
  const padding = opened.at(-1) ?? 0
  return padding >= 1 && padding <= BLOCK ? opened.subarray(0, opened.length - padding) : opened
}

import type { Platform } from '#src/platform/platform.ts'

/**
 * What was found out about credentials, kept for a moment: a request that follows another costs no look-up. A change
 * made in this process is forgotten at once; one made by another process is seen after at most TTL_MS.
 */
const TTL_MS = 2000
const MAX_ENTRIES = 20_000

interface Entry {
  readonly value: Promise<unknown>
  readonly untilMs: number
}

const caches = new WeakMap<Platform, Map<string, Entry>>()

const cacheOf = (platform: Platform): Map<string, Entry> => {
  const cache = caches.get(platform) ?? new Map<string, Entry>()
  caches.set(platform, cache)
  return cache
}

/**
 * The value kept under the key, or what `find` finds; those who ask while it is being looked for share the look-up. A
 * miss (undefined) is not kept: it may exist the next moment.
 */
export function remembered<T>(platform: Platform, key: string, find: () => Promise<T>): Promise<T> {
  const cache = cacheOf(platform)
  const nowMs = performance.now()
  const known = cache.get(key)
  if (known && known.untilMs > nowMs) return known.value as Promise<T>
  if (cache.size >= MAX_ENTRIES) cache.clear()
  const value = find()
  const entry: Entry = { value, untilMs: nowMs + TTL_MS }
  cache.set(key, entry)
  const forget = (): void => {
    if (cache.get(key) === entry) cache.delete(key)
  }
  value.then((found) => found === undefined && forget(), forget)
  return value
}

/** Forgets everything known about credentials in this process. */
export const forgetCredentials = (platform: Platform): void => caches.get(platform)?.clear()

/** What was made lately. Bounded in bytes; the one that was asked for longest ago goes first. */
export interface ByteCache {
  /** What is kept under the key, or what `make` gives; those who ask meanwhile wait for the same making. */
  get(key: string, make: () => Promise<Uint8Array>): Promise<Uint8Array>
  /** Forgets all whose key begins so. */
  forget(start: string): void
}

export function byteCache(maxBytes: number): ByteCache {
  const kept = new Map<string, Uint8Array>()
  const making = new Map<string, Promise<Uint8Array>>()
  let bytes = 0

  const drop = (key: string): void => {
    bytes -= kept.get(key)?.byteLength ?? 0
    kept.delete(key)
  }
  const keep = (key: string, made: Uint8Array): void => {
    if (made.byteLength > maxBytes) return
    drop(key)
    kept.set(key, made)
    bytes += made.byteLength
    for (const oldest of kept.keys()) {
      if (bytes <= maxBytes) return
      drop(oldest)
    }
  }

  return {
    async get(key, make) {
      const known = kept.get(key)
      if (known) {
        keep(key, known)
        return known
      }
      const underWay = making.get(key) ?? make().finally(() => making.delete(key))
      making.set(key, underWay)
      const made = await underWay
      keep(key, made)
      return made
    },
    forget(start) {
      for (const key of [...kept.keys()]) if (key.startsWith(start)) drop(key)
    },
  }
}

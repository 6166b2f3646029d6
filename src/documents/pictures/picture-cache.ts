/** Pictures that were drawn lately. Bounded in bytes; the one that was asked for longest ago goes first. */
export interface PictureCache {
  /** The picture kept under the key, or what `draw` gives; those who ask meanwhile wait for the same drawing. */
  get(key: string, draw: () => Promise<Uint8Array>): Promise<Uint8Array>
  /** Forgets all pictures whose key begins so. */
  forget(start: string): void
}

export function pictureCache(maxBytes: number): PictureCache {
  const kept = new Map<string, Uint8Array>()
  const drawing = new Map<string, Promise<Uint8Array>>()
  let bytes = 0

  const drop = (key: string): void => {
    bytes -= kept.get(key)?.byteLength ?? 0
    kept.delete(key)
  }
  const keep = (key: string, picture: Uint8Array): void => {
    if (picture.byteLength > maxBytes) return
    drop(key)
    kept.set(key, picture)
    bytes += picture.byteLength
    for (const oldest of kept.keys()) {
      if (bytes <= maxBytes) return
      drop(oldest)
    }
  }

  return {
    async get(key, draw) {
      const known = kept.get(key)
      if (known) {
        keep(key, known)
        return known
      }
      const underWay = drawing.get(key) ?? draw().finally(() => drawing.delete(key))
      drawing.set(key, underWay)
      const picture = await underWay
      keep(key, picture)
      return picture
    },
    forget(start) {
      for (const key of [...kept.keys()]) if (key.startsWith(start)) drop(key)
    },
  }
}

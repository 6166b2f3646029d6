/** A picture without transparency; sides in its own pixels. */
export interface Logo {
  readonly png: Uint8Array
  readonly width: number
  readonly height: number
}

/** How a company has its invoices look. */
export interface Look {
  readonly logo?: Logo | undefined
  /** "#rrggbb", dark enough to be read on white. */
  readonly colour: string
  /** At the foot of each page; three lines at the most. */
  readonly footer: string
  readonly isDraft: boolean
}

export const PLAIN_LOOK: Look = { colour: '#0b5d4c', footer: '', isDraft: false }

import type { SheetAttachment } from './sheet.ts'

/** Where the links of the page lead; without one a file is only named. */
export interface SheetLinks {
  attachment?(attachment: SheetAttachment): string | undefined
  /** The file as it came. */
  readonly original?: string | undefined
  /** Whether links leave the frame that the page may stand in. */
  readonly isFramed?: boolean
}

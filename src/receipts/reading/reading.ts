import { FIELD_NAMES, type Field, type FieldName } from '#src/documents/reading/fields/index.ts'
import type { Box } from '#src/documents/reading/index.ts'

/** A page that was read; boxes are in its unit, with the origin top left. */
export interface ReadPage {
  readonly page: number
  readonly width: number
  readonly height: number
  readonly source: 'text' | 'ocr'
  /** Degrees clockwise by which the page is to be turned for its lines to be level; none where they are. */
  readonly tilt?: number | undefined
}

/** Pages. */
export interface Progress {
  readonly done: number
  readonly pages: number
}

/** What was read from the document of a receipt, and where it stands. */
export interface Reading {
  readonly status: 'reading' | 'done' | 'failed'
  /** Why nothing was read. */
  readonly problem: { readonly code: string; readonly message: string } | null
  /** Instant, ISO 8601; null while it is being read. */
  readonly readAt: string | null
  /** How far it is, of a document of several pages that is being read. */
  readonly progress: Progress | null
  readonly pages: readonly ReadPage[]
  readonly fields: Readonly<Record<FieldName, Field | null>>
}

export const NO_FIELDS = Object.fromEntries(FIELD_NAMES.map((name) => [name, null])) as Reading['fields']

/** A reading that has been asked for. */
export const ASKED: Reading = {
  status: 'reading',
  problem: null,
  readAt: null,
  progress: null,
  pages: [],
  fields: NO_FIELDS,
}

/** Where in a receipt each field stands. */
export const POINTERS: Readonly<Record<FieldName, string>> = {
  issuer: '/supplier/name',
  organisationNumber: '/supplier/organisationNumber',
  number: '/number',
  issuedOn: '/issuedOn',
  dueOn: '/dueOn',
  currency: '/currency',
  net: '/declared/net',
  vat: '/declared/vat',
  gross: '/declared/gross',
  payable: '/declared/payable',
  paymentReference: '/paymentReference',
  account: '/bankAccount',
}

export type { Box, Field, FieldName }

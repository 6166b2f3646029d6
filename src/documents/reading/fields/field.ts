import type { Box } from '../page-words.ts'

export const FIELD_NAMES = [
  'issuer',
  'organisationNumber',
  'number',
  'issuedOn',
  'dueOn',
  'currency',
  'net',
  'vat',
  'gross',
  'payable',
  'paymentReference',
  'account',
] as const
export type FieldName = (typeof FIELD_NAMES)[number]

/** A field read from a page: the value in its plain form and where it stands. */
export interface Field {
  readonly value: string
  /** 0 to 1. Below SURE an exception says that somebody must look. */
  readonly confidence: number
  readonly page: number | null
  readonly box: Box | null
  readonly source: 'text' | 'ocr'
  /** The lesson by which it was found, or that agrees with it, and how that one had done until then. */
  readonly layout?: { readonly lessonId: string; readonly right: number; readonly used: number } | undefined
}

export type Fields = Readonly<Record<FieldName, Field | null>>

export interface FieldException {
  readonly code: 'field_missing' | 'field_uncertain' | 'totals_differ'
  readonly message: string
  readonly pointer: string
}

export const SURE = 0.8

/**
 * Confidence of a choice: how much speaks for it, how far the next value is behind, and how legible its words are.
 * `full` is the score that a plainly labelled value with a proof (check digit, arithmetic) reaches.
 */
export function confidenceOf(score: number, rival: number, full: number, legible = 1): number {
  const strength = Math.min(Math.max(score / full, 0), 1)
  const lead = Math.min(Math.max((score - Math.max(rival, 0)) / (full * 0.25), 0), 1)
  const confidence =
    Math.min(0.99, 0.35 + 0.45 * strength + 0.2 * lead) * (0.5 + 0.5 * Math.min(Math.max(legible, 0), 1))
  return Math.round(confidence * 100) / 100
}

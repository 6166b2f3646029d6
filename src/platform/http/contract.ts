import { z } from '@hono/zod-openapi'
import { parseBookDate } from '#src/kernel/book-date.ts'
import { isCurrency } from '#src/kernel/currency.ts'
import { parseDecimal } from '#src/kernel/decimal.ts'
import { type IdKind, idPattern, PREFIXES } from '#src/kernel/id.ts'
import type { Scope } from '../scopes.ts'

/**
 * What a contract file may use: `operation` and the wire schemas that everybody shares. A contract imports no handler
 * and no database, so that the document can be made without either.
 */
export { z }

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete'

/** A file as a body: raw bytes with their media type, or the part `file` of a multipart form. */
export interface FileBody {
  readonly mediaTypes: readonly string[]
  /** Bytes; more answers 413 body_too_large. */
  readonly maxBytes: number
  readonly description: string
}

export interface Operation<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
> {
  readonly id: string
  readonly method: Method
  readonly path: string
  readonly tag: string
  readonly summary: string
  readonly description?: string
  /** The scope that the credential must hold; null = any credential; 'public' = none at all. */
  readonly scope: Scope | null | 'public'
  readonly params?: Params
  readonly query?: Query
  readonly body?: Body
  /** When true a request without a JSON body is taken as {}. */
  readonly bodyOptional?: boolean
  readonly file?: FileBody
  readonly answer: Answer
  /** Problem codes beside those that every operation has. */
  readonly problems?: readonly string[]
}

export interface Answer {
  readonly status: 200 | 201 | 202 | 204
  readonly description?: string
  readonly schema?: z.ZodType
  /** Media types of an answer that is a file. */
  readonly file?: readonly string[]
}

export function operation<Params extends z.ZodType, Query extends z.ZodType, Body extends z.ZodType>(
  contract: Operation<Params, Query, Body>,
): Operation<Params, Query, Body> {
  return contract
}

const EXAMPLE_ID = '01k8m3q7zj5e8v9x2c4b6n8p0r'

/** An id of this kind ("rec_01k..."). */
export const idSchema = (kind: IdKind) =>
  z
    .string()
    .regex(idPattern(kind))
    .openapi({ example: `${PREFIXES[kind]}_${EXAMPLE_ID}`, description: `Id of the ${kind}` })

export const CompanyId = idSchema('company')
export const companyParams = z.object({ companyId: CompanyId })

/** An amount or a number as decimal text; never a JSON number. */
export const DecimalText = z
  .string()
  .max(40)
  .refine((text) => parseDecimal(text) !== undefined, 'must be a decimal number such as "1250.00"')
  .openapi({ type: 'string', pattern: '^[+-]?\\d*(\\.\\d*)?$', example: '1250.00' })

export const CurrencyCode = z
  .string()
  .refine(isCurrency, 'must be an ISO 4217 code such as "NOK"')
  .openapi({ type: 'string', pattern: '^[A-Z]{3}$', example: 'NOK', description: 'ISO 4217 currency' })

export const DateText = z
  .string()
  .refine((text) => parseBookDate(text) !== undefined, 'must be an existing date YYYY-MM-DD')
  .openapi({ type: 'string', format: 'date', example: '2026-11-24' })

export const InstantText = z
  .string()
  .openapi({ type: 'string', format: 'date-time', example: '2026-11-24T09:30:00.000Z' })

const CursorText = z
  .string()
  .max(500)
  .openapi({ example: 'WyJyZWNfMDFr...', description: 'nextCursor of the previous page' })

/** Query parameters of every list. */
export const listQuery = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50).openapi({ description: 'Rows at the most, 1 to 200' }),
  cursor: CursorText.optional(),
})

export const updatedSinceQuery = z.object({
  updatedSince: z.iso
    .datetime({ offset: true })
    .optional()
    .openapi({ description: 'Only what changed at or after this instant', example: '2026-11-01T00:00:00Z' }),
})

/** The envelope of every list. */
export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({
    data: z.array(item),
    nextCursor: z
      .string()
      .nullable()
      .openapi({ description: 'Cursor of the next page, null on the last', example: null }),
  })

export const ProblemDocument = z
  .object({
    type: z.string().openapi({ example: 'https://bilag.example/problems/not_found' }),
    title: z.string().openapi({ example: 'There is no such resource' }),
    status: z.number().int().openapi({ example: 404 }),
    detail: z.string().openapi({ example: 'There is no such receipt in this company.' }),
    instance: z.string().openapi({ example: 'urn:bilag:request:req_01k8m3q7zj5e8v9x2c4b6n8p0r' }),
    code: z.string().openapi({ example: 'not_found' }),
    requestId: z.string().openapi({ example: 'req_01k8m3q7zj5e8v9x2c4b6n8p0r' }),
    errors: z
      .array(z.object({ pointer: z.string(), code: z.string(), message: z.string() }))
      .optional()
      .openapi({ description: 'One entry a field, with a JSON pointer into the request' }),
  })
  .openapi('Problem')

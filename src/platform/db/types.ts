import { type CustomTypesConfig, types } from 'pg'

const OID = { int8: 20, int8Array: 1016, date: 1082, dateArray: 1182, numeric: 1700, numericArray: 1231 } as const

const asIs = (value: string): string => value
const lookUp = types.getTypeParser as (oid: number, format?: string) => (value: string) => unknown
const textArray = lookUp(1009) as (value: string) => (string | null)[]

const OURS: ReadonlyMap<number, (value: string) => unknown> = new Map<number, (value: string) => unknown>([
  [OID.int8, BigInt],
  [OID.int8Array, (value) => textArray(value).map((item) => (item === null ? null : BigInt(item)))],
  [OID.date, asIs],
  [OID.dateArray, textArray],
  [OID.numeric, asIs],
  [OID.numericArray, textArray],
])

/**
 * How columns come back from pg: bigint as BigInt, date and numeric as strings (a float or a local midnight would
 * lose something), timestamptz as Date, json parsed.
 */
export const columnTypes: CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: string) =>
    (format === 'binary' ? undefined : OURS.get(oid)) ?? lookUp(oid, format)) as CustomTypesConfig['getTypeParser'],
}

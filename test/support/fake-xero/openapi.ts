import { Ajv, type ValidateFunction } from 'ajv'
import formats from 'ajv-formats'
import { parse } from 'yaml'
import { corpusText } from '#test/support/corpus.ts'

type Json = Record<string, unknown>

export interface Operation {
  readonly id: string
  readonly path: string
  readonly method: string
  readonly parameters: readonly Json[]
  readonly body: ValidateFunction | null
  readonly answers: ReadonlyMap<string, ValidateFunction | null>
  /** The recorded answer that the document gives for 200. */
  readonly example: unknown
}

const MS_DATE = '^/Date\\(-?\\d+([+-]\\d{4})?\\)/$'
const CALENDAR_DATE = '^\\d{4}-\\d{2}-\\d{2}$'

/**
 * Xero's published document as validators. OpenAPI 3.0 schemas are turned into JSON Schema in two readings: what a
 * client may send (no unknown field, no read-only field, plain dates) and what Xero answers (Microsoft's dates).
 */
export function loadOperations(file = 'xero_accounting.yaml'): Operation[] {
  const document = parse(corpusText('xero-openapi', file)) as Json
  const sent = validators(document, forRequests)
  const answered = validators(document, forAnswers)
  const operations: Operation[] = []
  for (const [path, item] of Object.entries(objectOf(document.paths))) {
    for (const [method, value] of Object.entries(objectOf(item))) {
      const operation = objectOf(value)
      if (typeof operation.operationId !== 'string') continue
      const shared = listOf(objectOf(item).parameters)
      operations.push({
        id: operation.operationId,
        path,
        method: method.toUpperCase(),
        parameters: [...shared, ...listOf(operation.parameters)].map((parameter) => resolve(document, parameter)),
        body: jsonSchemaOf(resolve(document, objectOf(operation.requestBody)), sent),
        answers: new Map(
          Object.entries(objectOf(operation.responses)).map(([status, response]) => [
            status,
            jsonSchemaOf(resolve(document, objectOf(response)), answered),
          ]),
        ),
        example: objectOf(objectOf(objectOf(objectOf(operation.responses)['200']).content)['application/json']).example,
      })
    }
  }
  return operations
}

type Compile = (schema: Json) => ValidateFunction

function validators(document: Json, rewrite: (schema: Json) => Json): Compile {
  const ajv = new Ajv({ strict: false, allErrors: true, coerceTypes: false })
  formats.default(ajv)
  const components = { schemas: walk(objectOf(objectOf(document.components).schemas), rewrite) }
  ajv.addSchema({ $id: 'xero', components })
  const known = new Map<string, ValidateFunction>()
  return (schema) => {
    const key = JSON.stringify(schema)
    const validate = known.get(key) ?? ajv.compile(withAbsoluteRefs(walk(schema, rewrite)) as Json)
    known.set(key, validate)
    return validate
  }
}

function jsonSchemaOf(holder: Json, compile: Compile): ValidateFunction | null {
  const schema = objectOf(objectOf(holder.content)['application/json']).schema
  return schema === undefined ? null : compile(objectOf(schema))
}

function forRequests(schema: Json): Json {
  if (!schema.properties) return schema['x-is-msdate'] ? { ...schema, pattern: CALENDAR_DATE } : schema
  const writable = Object.entries(objectOf(schema.properties)).filter(([, value]) => objectOf(value).readOnly !== true)
  return { ...schema, properties: Object.fromEntries(writable), additionalProperties: false }
}

const forAnswers = (schema: Json): Json =>
  schema['x-is-msdate'] || schema['x-is-msdate-time'] ? { ...schema, pattern: MS_DATE } : schema

function walk(value: unknown, rewrite: (schema: Json) => Json): unknown {
  if (Array.isArray(value)) return value.map((item) => walk(item, rewrite))
  if (typeof value !== 'object' || value === null) return value
  const { example: _example, default: _default, ...schema } = value as Json
  return Object.fromEntries(Object.entries(rewrite(schema)).map(([name, part]) => [name, walk(part, rewrite)]))
}

function withAbsoluteRefs(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withAbsoluteRefs)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) =>
      name === '$ref' ? [name, `xero${String(part)}`] : [name, withAbsoluteRefs(part)],
    ),
  )
}

function resolve(document: Json, holder: Json): Json {
  const ref = typeof holder.$ref === 'string' ? holder.$ref : undefined
  if (!ref) return holder
  return ref
    .slice(2)
    .split('/')
    .reduce<Json>((at, name) => objectOf(at[name]), document)
}

const objectOf = (value: unknown): Json => (typeof value === 'object' && value !== null ? (value as Json) : {})
const listOf = (value: unknown): Json[] => (Array.isArray(value) ? value.map(objectOf) : [])

import { Ajv } from 'ajv'
import formats from 'ajv-formats'
import type { SandboxAnswer as Answer, SandboxRequest as Asked } from '#src/connect/sdk.ts'
import { loadOperations, type Operation } from './openapi.ts'

/** Headers of HTTP itself, which an API document does not list. */
const HTTP_HEADERS: ReadonlySet<string> = new Set([
  'accept',
  'accept-encoding',
  'accept-language',
  'authorization',
  'connection',
  'content-length',
  'content-type',
  'host',
  'sec-fetch-mode',
  'transfer-encoding',
  'user-agent',
])

/** What is wrong with an accounting call, and with its answer once there is one, by Xero's published document. */
export function inspector(): (asked: Asked, answer: Answer | null) => string[] {
  const operations = loadOperations()
  const ajv = new Ajv({ strict: false, coerceTypes: true })
  formats.default(ajv)
  return (asked, answer) => {
    const found = operations.find((operation) => isOf(operation, asked))
    if (!found) return [`${asked.method} ${asked.path} is not in Xero's document`]
    return answer ? wrongAnswer(found, answer) : [...wrongParameters(ajv, found, asked), ...wrongBody(found, asked)]
  }
}

const isOf = ({ method, path }: Operation, asked: Asked): boolean =>
  method === asked.method && new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}$`).test(asked.path)

function wrongParameters(ajv: Ajv, { id, parameters }: Operation, asked: Asked): string[] {
  const named = (place: string) => parameters.filter((parameter) => parameter.in === place)
  const query = new Map(named('query').map((parameter) => [String(parameter.name), parameter]))
  const headers = new Map(named('header').map((parameter) => [String(parameter.name).toLowerCase(), parameter]))
  const wrong: string[] = []
  for (const [name, value] of asked.query) {
    const parameter = query.get(name)
    if (!parameter) wrong.push(`${id}: no query parameter ${name}`)
    else if (
      !ajv.validate({ type: 'object', properties: { value: parameter.schema } }, { value: unlisted(parameter, value) })
    )
      wrong.push(`${id}: query parameter ${name} ${ajv.errorsText()}`)
  }
  for (const [name, value] of Object.entries(asked.headers)) {
    const parameter = headers.get(name)
    if (!parameter && !HTTP_HEADERS.has(name)) wrong.push(`${id}: no header ${name}`)
    if (parameter && !ajv.validate({ type: 'object', properties: { value: parameter.schema } }, { value }))
      wrong.push(`${id}: header ${name} ${ajv.errorsText()}`)
  }
  for (const [name, parameter] of headers) {
    if (parameter.required === true && !asked.headers[name]) wrong.push(`${id}: header ${name} is missing`)
  }
  return wrong
}

const unlisted = (parameter: Operation['parameters'][number], value: string): unknown =>
  (parameter.schema as { type?: unknown })?.type === 'array' ? value.split(',') : value

function wrongBody({ id, body }: Operation, asked: Asked): string[] {
  if (!body) return []
  if (!/^application\/json/.test(asked.headers['content-type'] ?? '')) return [`${id}: the body is not sent as JSON`]
  const isRight = body(JSON.parse(new TextDecoder().decode(asked.body)))
  return isRight
    ? []
    : (body.errors ?? []).map(
        ({ instancePath, message, params }) => `${id}: ${instancePath} ${message} ${JSON.stringify(params)}`,
      )
}

function wrongAnswer({ id, answers }: Operation, { status, json }: Answer): string[] {
  if (!answers.has(String(status))) return [`${id}: no answer ${status}`]
  const validate = answers.get(String(status))
  // As it goes over the wire: what is undefined is not there.
  if (!validate || validate(JSON.parse(JSON.stringify(json)))) return []
  return (validate.errors ?? []).map(({ instancePath, message }) => `answer of ${id}: ${instancePath} ${message}`)
}

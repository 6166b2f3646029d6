import type { Operation } from '#src/platform/http/contract.ts'
import { openApiDocument } from '#src/platform/http/document.ts'
import { routes } from '#src/routes.ts'
import { wireRooms } from '#src/wiring.ts'
import type { GuardRequest, World } from './fixture.ts'
import { idFixture, requestFixture } from './fixtures.ts'
import { another, type Components, minimal, type Schema } from './minimal.ts'

wireRooms()
export const operations: readonly Operation[] = routes.map(({ operation }) => operation)

interface Described {
  readonly parameters?: readonly { name: string; in: string; required?: boolean; schema: Schema }[]
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> }
}
interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Described>>>>
  readonly components: { readonly schemas: Components }
}
const document = openApiDocument(operations, 'guards') as Document
const components = document.components.schemas
const describedBy = ({ path, method }: Operation): Described => document.paths[path]?.[method] ?? {}
const bodySchema = (operation: Operation): Schema | undefined =>
  describedBy(operation).requestBody?.content['application/json']?.schema

/** Names of the path parameters, without the company's. */
export const idParams = ({ path }: Operation): string[] =>
  [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '').filter((name) => name !== 'companyId')

/** A request of the operation that succeeds in this world. */
export async function makeRequest(operation: Operation, world: World): Promise<Required<GuardRequest>> {
  const given = (await requestFixture(operation.id)?.(world)) ?? {}
  const params: Record<string, string> = { companyId: world.company.id, ...given.params }
  for (const name of idParams(operation)) params[name] ??= await makeId(operation, name, world)
  const schema = bodySchema(operation)
  const body = given.body ?? (schema ? minimal(schema, components) : undefined)
  return { params, body, headers: given.headers ?? {} }
}

async function makeId(operation: Operation, name: string, world: World): Promise<string> {
  const make = idFixture(name)
  if (!make) throw new Error(`${operation.id}: give the path parameter ${name} a fixture in test/guards`)
  return make(world)
}

/** The URL with these path parameters, and an example for each query parameter that is demanded. */
export function urlOf(operation: Operation, params: Readonly<Record<string, string>>): string {
  const path = operation.path.replace(/\{(\w+)\}/g, (_all, name: string) => encodeURIComponent(params[name] ?? ''))
  const query = new URLSearchParams()
  for (const { name, in: place, required, schema } of describedBy(operation).parameters ?? []) {
    if (place === 'query' && required) query.set(name, String(minimal(schema, components)))
  }
  return query.size > 0 ? `${path}?${query}` : path
}

/** Another body that the schema accepts; undefined when there is no body or the schema leaves no choice. */
export function otherBody(operation: Operation, body: unknown): unknown {
  if (body instanceof Uint8Array) return new Uint8Array([...body, 10])
  if (typeof body === 'string') return `${body}\n`
  const schema = bodySchema(operation)
  return schema && body !== undefined ? another(schema, body, components) : undefined
}

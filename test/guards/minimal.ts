/** The smallest value that a JSON schema of the API document accepts, from its examples where it has some. */
export interface Schema {
  readonly $ref?: string
  readonly type?: string | readonly string[]
  readonly example?: unknown
  readonly examples?: readonly unknown[]
  readonly default?: unknown
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly format?: string
  readonly pattern?: string
  readonly minLength?: number
  readonly minimum?: number
  readonly minItems?: number
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly items?: Schema
  readonly oneOf?: readonly Schema[]
  readonly anyOf?: readonly Schema[]
  readonly allOf?: readonly Schema[]
}

export type Components = Readonly<Record<string, Schema>>

export function minimal(schema: Schema, components: Components): unknown {
  if (schema.$ref) return minimal(components[schema.$ref.split('/').at(-1) ?? ''] ?? {}, components)
  if (schema.allOf) return Object.assign({}, ...schema.allOf.map((part) => minimal(part, components)))
  const [choice] = schema.oneOf ?? schema.anyOf ?? []
  if (choice) return minimal(choice, components)
  return given(schema) ?? made(schema, components)
}

const given = ({ example, examples, const: only, enum: allowed, default: byDefault }: Schema): unknown =>
  example ?? examples?.[0] ?? only ?? allowed?.find((one) => one !== null) ?? byDefault

function made(schema: Schema, components: Components): unknown {
  switch (Array.isArray(schema.type) ? schema.type[0] : schema.type) {
    case 'object':
      return object(schema, components)
    case 'array':
      return Array.from({ length: schema.minItems ?? 0 }, () => minimal(schema.items ?? {}, components))
    case 'integer':
    case 'number':
      return schema.minimum ?? 1
    case 'boolean':
      return false
    case 'string':
      return 'guard'.padEnd(schema.minLength ?? 0, '.')
    default:
      return null
  }
}

const object = ({ properties = {}, required = [] }: Schema, components: Components): unknown =>
  Object.fromEntries(required.map((name) => [name, minimal(properties[name] ?? {}, components)]))

/**
 * Another value that the schema accepts: with an optional property more, or with one text changed. Undefined when the
 * schema leaves no choice.
 */
export function another(schema: Schema, value: unknown, components: Components): unknown {
  const real = schema.$ref ? (components[schema.$ref.split('/').at(-1) ?? ''] ?? {}) : schema
  if (typeof value !== 'object' || value === null || !real.properties) return undefined
  const known = value as Readonly<Record<string, unknown>>
  const added = Object.entries(real.properties).find(([name]) => !(name in known))
  if (added) return { ...known, [added[0]]: minimal(added[1], components) }
  for (const [name, property] of Object.entries(real.properties)) {
    const options = (property.enum ?? []).filter((option) => option !== known[name] && option !== null)
    if (options.length > 0) return { ...known, [name]: options[0] }
    const isFree = typeof known[name] === 'string' && !property.pattern && !property.format && !property.const
    if (isFree) return { ...known, [name]: `${known[name]} x` }
    if (property.type === 'integer') return { ...known, [name]: Number(known[name]) + 1 }
  }
  return undefined
}

interface Documented {
  readonly operationId?: string
  readonly summary?: string
  readonly tags?: readonly string[]
  readonly responses?: Readonly<Record<string, object>>
  readonly parameters?: readonly { readonly name: string; readonly in: string }[]
}

interface Document {
  readonly paths?: Readonly<Record<string, Readonly<Record<string, Documented>>>>
}

/**
 * What a reader of the document would stumble over: missing or doubled operation ids, summaries and tags, path
 * parameters that are not declared, operations without a good or a problem answer.
 */
export function lintDocument(document: object): string[] {
  const warnings: string[] = []
  const seen = new Set<string>()
  for (const [path, methods] of Object.entries((document as Document).paths ?? {})) {
    for (const [method, operation] of Object.entries(methods)) {
      const place = `${method.toUpperCase()} ${path}`
      warnings.push(...lintOperation(operation, path).map((text) => `${place} ${text}`))
      const id = operation.operationId ?? ''
      if (seen.has(id)) warnings.push(`${place} repeats the operationId ${id}`)
      seen.add(id)
    }
  }
  return warnings
}

function lintOperation(
  { operationId, summary, tags, responses = {}, parameters = [] }: Documented,
  path: string,
): string[] {
  const wanted = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '')
  const declared = new Set(parameters.filter((one) => one.in === 'path').map((one) => one.name))
  const statuses = Object.keys(responses)
  return [
    ...(operationId ? [] : ['has no operationId']),
    ...(summary && !summary.endsWith('.') ? [] : ['has no summary, or one that ends with a full stop']),
    ...(tags?.length === 1 ? [] : ['needs exactly one tag']),
    ...wanted.filter((name) => !declared.has(name)).map((name) => `does not declare the path parameter ${name}`),
    ...(statuses.some((status) => status.startsWith('2')) ? [] : ['has no good answer']),
    ...(statuses.some((status) => status >= '4') ? [] : ['has no problem answer']),
  ]
}

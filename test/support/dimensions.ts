import { createDimensionValue } from '#src/companies/index.ts'
import type { TestCompany } from './actors.ts'

/** Values that lines may be coded with: `{ project: ['P-1', 'P-2'] }`. */
export async function openValues(
  company: Pick<TestCompany, 'call'>,
  values: Readonly<Record<string, readonly string[]>>,
): Promise<void> {
  for (const [dimension, codes] of Object.entries(values)) {
    for (const code of codes) await createDimensionValue(company.call(), { dimension, code, name: `Value ${code}` })
  }
}

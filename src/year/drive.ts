import { z } from 'zod'
import { ApiProblem, type CompanyApi } from './api.ts'
import type { Progress } from './progress.ts'
import type { YearFolder } from './year-folder.ts'

/** Something that did not go as it should; the year goes on without it. */
export interface Trouble {
  readonly file: string
  readonly code: string
  readonly message: string
}

/** What every step of the drive works with. */
export interface Drive {
  readonly api: CompanyApi
  readonly year: YearFolder
  readonly progress: Progress
  readonly troubles: Trouble[]
}

export const Company = z.object({ baseCurrency: z.string(), country: z.string(), name: z.string() })
export type Company = z.infer<typeof Company>

export const Identified = z.object({ id: z.string() })

/** Runs a step for a file; what the API refuses becomes a trouble of that file. */
export async function attempt<T>(drive: Drive, file: string, step: () => Promise<T>): Promise<T | undefined> {
  try {
    return await step()
  } catch (error) {
    if (!(error instanceof ApiProblem)) throw error
    drive.troubles.push({ file, code: error.code, message: error.message })
    return undefined
  }
}

/** Runs a step for every item, a few at a time, in the order of the items. */
export async function inParallel<Item, T>(
  items: readonly Item[],
  width: number,
  step: (item: Item) => Promise<T>,
): Promise<T[]> {
  const results: T[] = []
  const waiting = items.entries()
  const work = async (): Promise<void> => {
    for (const [index, item] of waiting) results[index] = await step(item)
  }
  await Promise.all(Array.from({ length: width }, work))
  return results
}

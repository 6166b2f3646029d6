import { isProblem, Problem } from '#src/kernel/problem.ts'
import { JobThread } from '#src/platform/threads/job-thread.ts'
import { type ValidateOptions, type Validation, validate } from './validate.ts'

export interface JudgeJob {
  readonly bytes: Uint8Array
  readonly options: ValidateOptions
}

/** Up to here it takes a few milliseconds, and the way to a thread would be longer than the work. Bytes. */
const SHORT_BYTES = 128 * 1024

const thread = new JobThread<JudgeJob, Validation>({
  name: 'the judging thread',
  entry: () => new URL('./judge-thread.ts', import.meta.url),
  // The largest document that is taken needs a few seconds.
  jobMs: 60_000,
  unavailable: () => new Problem('reading_unavailable', 'There are no threads here.'),
})

/**
 * Judges as `validate` does; a long document in a thread beside this one, so that a server answers others meanwhile. Where
 * there are no threads it is judged here.
 */
export async function judge(bytes: Uint8Array, options: ValidateOptions = {}): Promise<Validation> {
  if (bytes.length <= SHORT_BYTES) return validate(bytes, options)
  try {
    return await thread.run({ bytes, options })
  } catch (error) {
    if (isProblem(error, 'reading_unavailable')) return validate(bytes, options)
    throw error
  }
}

import { isProblem, Problem } from '#src/kernel/problem.ts'

/** The same refusal with its pointers moved below the place of the part that it is about. */
export function prefixPointers(error: unknown, prefix: string): unknown {
  if (!isProblem(error)) return error
  const { errors = [], ...options } = error.options
  const moved = errors.map((each) => ({ ...each, pointer: prefix + each.pointer }))
  const own = { pointer: prefix, code: error.code, message: error.message }
  return new Problem(error.code, error.message, { ...options, errors: moved.length > 0 ? moved : [own] })
}

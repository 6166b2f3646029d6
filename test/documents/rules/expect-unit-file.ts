import { expect } from 'vitest'
import { evaluate } from '#src/documents/rules/engine/evaluate.ts'
import type { RuleSet } from '#src/documents/rules/engine/rule.ts'
import { Subject } from '#src/documents/rules/engine/subject.ts'
import { unitCases } from './unit-files.ts'

/** Every test of an official unit file has the outcome, and the count, that it states. */
export function expectUnitFile(file: string, sets: readonly RuleSet[]): void {
  for (const { root, expects } of unitCases(file)) {
    const fired = evaluate(new Subject(root), sets)
    for (const { rule, outcome, times } of expects) {
      const found = fired.find((one) => one.id === rule)
      const flag = found?.flag === 'fatal' ? 'error' : found?.flag
      expect(`${rule} ${flag ?? 'success'} line ${root.line}`).toBe(`${rule} ${outcome} line ${root.line}`)
      if (times !== undefined) expect(found?.count).toBe(times)
    }
  }
}

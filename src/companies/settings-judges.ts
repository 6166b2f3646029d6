import type { Cx } from '#src/platform/cx.ts'
import type { Company } from './company.ts'

/** Refuses settings that the room which reads them could not use. `company` is as it would become. */
export type SettingsJudge = (cx: Cx, company: Company, changed: ReadonlySet<string>) => Promise<void>

const judges: SettingsJudge[] = []

/** Called once per room by the composition (src/wiring.ts). */
export const onSettingsChanged = (judge: SettingsJudge): void => {
  judges.push(judge)
}

export async function judgeSettings(cx: Cx, company: Company, changed: ReadonlySet<string>): Promise<void> {
  if (changed.size === 0) return
  for (const judge of judges) await judge(cx, company, changed)
}

import { listDimensionManagers, listMembers } from '#src/companies/index.ts'
import type { Cx } from '#src/platform/cx.ts'
import type { Approver, Directory } from './model/approvers.ts'

const PAGE = 500

/** The company's members and the managers of its dimension values, as they are now. */
export async function loadDirectory(cx: Cx): Promise<Directory> {
  const members: Approver[] = []
  let after: string | undefined
  for (;;) {
    const page = await listMembers(cx, { after, limit: PAGE })
    members.push(...page.map(({ id, personId, name, roles }) => ({ memberId: id, personId, name, roles })))
    if (page.length < PAGE) break
    after = page.at(-1)?.id
  }
  const managers = await listDimensionManagers(cx, undefined)
  return {
    members,
    managersOf: (dimension, value) =>
      managers.filter((one) => one.dimension === dimension && one.value === value).map(({ memberId }) => memberId),
  }
}

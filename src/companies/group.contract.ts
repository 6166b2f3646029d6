import { CompanyId, idSchema, operation, pageOf, z } from '#src/platform/http/contract.ts'

const tag = 'Groups'
const GroupId = idSchema('group')
const Name = z.string().trim().min(1).max(200).openapi({ example: 'Fjordgruppen' })
const params = z.object({ groupId: GroupId })

export const GroupSchema = z
  .object({ id: GroupId, name: Name, role: z.enum(['owner', 'viewer']), companyIds: z.array(CompanyId) })
  .openapi('Group')

export const listGroupsOp = operation({
  id: 'listGroups',
  method: 'get',
  path: '/v1/groups',
  tag,
  scope: null,
  summary: 'List your groups',
  answer: { status: 200, schema: pageOf(GroupSchema) },
})
export const createGroupOp = operation({
  id: 'createGroup',
  method: 'post',
  path: '/v1/groups',
  tag,
  scope: null,
  summary: 'Make a group of companies',
  body: z.object({ name: Name }),
  answer: { status: 201, schema: GroupSchema },
  problems: ['person_required'],
})
export const getGroupOp = operation({
  id: 'getGroup',
  method: 'get',
  path: '/v1/groups/{groupId}',
  tag,
  scope: null,
  summary: 'Read a group',
  params,
  answer: { status: 200, schema: GroupSchema },
})
export const addGroupCompanyOp = operation({
  id: 'addGroupCompany',
  method: 'post',
  path: '/v1/groups/{groupId}/companies',
  tag,
  scope: null,
  summary: 'Put a company into a group',
  params,
  body: z.object({ companyId: CompanyId }),
  answer: { status: 201, schema: GroupSchema },
  problems: ['person_required'],
})
export const removeGroupCompanyOp = operation({
  id: 'removeGroupCompany',
  method: 'delete',
  path: '/v1/groups/{groupId}/companies/{memberCompanyId}',
  tag,
  scope: null,
  summary: 'Take a company out of a group',
  params: params.extend({ memberCompanyId: CompanyId }),
  answer: { status: 204 },
})

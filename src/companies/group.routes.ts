import { created, noContent, ok } from '#src/platform/http/answer.ts'
import { bind, type Route } from '#src/platform/http/bind.ts'
import * as contract from './group.contract.ts'
import { addCompanyToGroup, createGroup, getGroup, listGroups, removeCompanyFromGroup } from './groups.ts'

export const groupRoutes: readonly Route[] = [
  bind(contract.listGroupsOp, {
    call: (call) => listGroups(call, undefined),
    answer: (data) => ok({ data, nextCursor: null }),
  }),
  bind(contract.createGroupOp, {
    call: (call, { body }) => createGroup(call, body),
    answer: (group) => created(group),
  }),
  bind(contract.getGroupOp, {
    call: (call, { params }) => getGroup(call, params.groupId),
    answer: (group) => ok(group),
  }),
  bind(contract.addGroupCompanyOp, {
    call: (call, { params, body }) => addCompanyToGroup(call, { groupId: params.groupId, companyId: body.companyId }),
    answer: (group) => created(group),
  }),
  bind(contract.removeGroupCompanyOp, {
    call: (call, { params }) =>
      removeCompanyFromGroup(call, { groupId: params.groupId, companyId: params.memberCompanyId }),
    answer: noContent,
  }),
]

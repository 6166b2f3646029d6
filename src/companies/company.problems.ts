import { defineProblems } from '#src/kernel/problem.ts'

defineProblems({
  person_required: { status: 403, title: 'A person must do this' },
  organisation_number_invalid: { status: 422, title: 'The organisation number is not valid' },
  time_zone_unknown: { status: 422, title: 'The time zone is not known' },
  member_exists: { status: 409, title: 'The person is a member already' },
  owner_last: { status: 409, title: 'A company needs an owner' },
  invitation_unusable: { status: 409, title: 'The invitation cannot be used' },
  dimension_exists: { status: 409, title: 'The dimension exists already' },
  dimension_unknown: { status: 422, title: 'The dimension is not known' },
  dimension_manager_unknown: { status: 422, title: 'The manager is not a member' },
  dimension_value_exists: { status: 409, title: 'The dimension value exists already' },
  dimension_value_unknown: { status: 422, title: 'The dimension value is not known' },
  dimension_value_closed: { status: 422, title: 'The dimension value is closed' },
})

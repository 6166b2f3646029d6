/** What refuses values of dimensions wherever they are given; the problem points at each of them. */
export const DIMENSION_PROBLEMS = ['dimension_unknown', 'dimension_value_unknown', 'dimension_value_closed']

/** A row of gapless numbers, one for each fiscal year, chained by hash. */
export interface Series {
  readonly id: string
  readonly code: string
  readonly name: string
  readonly createdAt: Date
}

/** A book that entries belong to; it names the series that they number in. */
export interface Journal {
  readonly code: string
  readonly name: string
  readonly seriesId: string
  readonly series: string
  readonly createdAt: Date
}

/** Where a series stands in a fiscal year. */
export interface SeriesHead {
  readonly fiscalYear: string
  readonly lastNumber: number
  readonly lastHash: string
}

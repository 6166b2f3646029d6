/** A figure as people write it here, as the API takes it: "1 250,50" is 1250.50. */
export const figure = (text: string): string => text.replaceAll(/\s/g, '').replace(',', '.')

/**
 * After a restore of the platform a case may be with other offices, and left the lists here without a word. What it was is kept
 * now until a person has read that it left.
 */
export const departures = {
  version: 4,
  stores: {
    departures: 'caseId',
  },
} as const;

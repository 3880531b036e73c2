export type DocumentNumberParts = {
  /** 机关代字, e.g. 汤香民受. */
  organCode: string;
  year: number;
  /** 1 upward per organ and year; no leading zeros (GB/T 9704). */
  sequence: number;
};

/** 文书编号 with the year in 六角括号: 汤香民受〔2026〕12号. */
export const formatDocumentNumber = ({ organCode, year, sequence }: DocumentNumberParts): string =>
  `${organCode}〔${year}〕${sequence}号`;

/** A document number given offline, until the platform gives the official one: 汤香民受〔2026〕暂3-12号. */
export const formatProvisionalDocumentNumber = (
  parts: DocumentNumberParts & { deviceNumber: number },
): string => `${parts.organCode}〔${parts.year}〕暂${parts.deviceNumber}-${parts.sequence}号`;

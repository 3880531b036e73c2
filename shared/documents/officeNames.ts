import type { OfficeLevel, ServiceItem } from '../catalogue/serviceItem';

/** The offices of a case as its documents name them; from the list of divisions and the office's own file. */
export type OfficeNames = {
  /** 佳木斯市; reviews what a county government itself decides. */
  prefecture?: string | undefined;
  /** 汤原县 */
  county: string;
  /** 香兰镇, the township that received the case. */
  township: string;
  /** Where the applicant came to, e.g. 香兰镇便民服务中心. */
  hall: string;
  address?: string | undefined;
  consultationPhone?: string | undefined;
  /** Left out, the national hotline stands there. */
  supervisionPhone?: string | undefined;
};

/** 12345政务服务便民热线, open for complaints about any counter (国办发〔2020〕53号). */
const hotline = '12345';

/** The organ that acts at a level for this item: 汤原县 + 林业和草原局, 汤原县香兰镇 + 人民政府. */
export function organAt(item: ServiceItem, level: OfficeLevel, names: OfficeNames): string {
  const division = level === 'county' ? names.county : `${names.county}${names.township}`;
  return `${division}${item.organs[level]}`;
}

export const phones = (names: OfficeNames) => ({
  consultation: names.consultationPhone ?? '',
  supervision: names.supervisionPhone ?? hotline,
});

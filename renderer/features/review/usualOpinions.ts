import type { Stage } from '@shared/catalogue/serviceItem';

/**
 * 常用意见: what is written every day, offered for one click. In Chinese whatever the screen speaks: opinions and
 * decisions are printed, and zh-CN is the language of record.
 */
export const usualOpinions: Record<Stage['kind'], readonly string[]> = {
  examination: ['材料齐全，情况属实，符合条件，同意报批。', '材料齐全，内容一致，审查通过。'],
  review: ['经审核，材料齐全，程序合规，同意报批。', '审核无异议，同意。'],
  homeVisit: ['经入户调查，家庭情况与申报一致。', '已入户核实，并走访邻里，未发现不符情形。'],
  dataCheck: ['信息核对无异常。', '经核对，收入和财产与申报一致。'],
  siteCheck: ['经现场核查，与申请材料一致。', '现场符合条件，四至清楚，无权属争议。'],
  assessment: ['经民主评议，一致同意。', '经评估，符合条件。'],
  publicNotice: ['公示期满，无异议。', '公示期内收到异议，经核实不成立。'],
  decision: ['符合条件，同意。', '经审核，符合法定条件和标准，准予。'],
};

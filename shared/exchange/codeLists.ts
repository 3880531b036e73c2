/** Code lists of GB/T 39046-2020, annex A, with their words. */
export const codeLists = {
  /** A.1 事项类型 */
  itemType: {
    '01': '行政许可',
    '02': '行政处罚',
    '03': '行政强制',
    '04': '行政征收',
    '05': '行政给付',
    '06': '行政检查',
    '07': '行政确认',
    '08': '行政奖励',
    '09': '行政裁决',
    '10': '其他行政权力',
    '20': '公共服务',
  },
  /** A.2 行使层级 */
  level: {
    '1': '国家级',
    '2': '省级',
    '3': '市级',
    '4': '县级',
    '5': '镇（乡、街道）级',
    '6': '村（社区）级',
    '7': '分级管理',
  },
  /** A.3 实施主体性质 */
  organNature: { '1': '法定机关', '2': '授权组织', '3': '受委托组织', '9': '其他' },
  /** A.4 服务对象; knows no unincorporated enterprise, which is 其他. */
  serviceObject: {
    '1': '自然人',
    '2': '企业法人',
    '3': '事业法人',
    '4': '社会组织法人',
    '5': '行政机关',
    '6': '其他',
  },
  /** A.5 申报来源 */
  channel: { '1': '窗口', '2': '电脑端', '3': '移动端', '4': '快递', '9': '其他' },
  /** A.6 办件类型 */
  handling: { '1': '即办件', '2': '承诺件', '9': '其他' },
  /** A.7 特别程序种类: what 行政许可法 Art. 45 lists is 其他. */
  specialProcedure: { '1': '延长审批', '2': '其他' },
  /** A.8 满意度: one is best, the reverse of a count of stars. */
  satisfaction: { '1': '非常满意', '2': '满意', '3': '基本满意', '4': '不满意', '5': '非常不满意' },
} as const;

/** 环节办理状态 of table 7. */
export const stepStates = { '1': '待办', '2': '已办' } as const;

/**
 * Kinds of identity papers 证件类型 (GA/T 2000.156). The standard's text was not at hand: the list holds what a case can
 * carry, and is completed here when the platform's own list is known.
 */
export const certificateKinds = { '111': '居民身份证' } as const;

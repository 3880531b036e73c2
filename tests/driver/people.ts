/** The demonstration office's people and the applicant of the worked example; the ID number is synthetic. */
export const password = 'Longjiang-2026';

export const clerk = 'clerk.xianglan';
export const supervisor = 'supervisor.county';
export const neighbour = 'examiner.tangwang';

export const xianglan = { officeName: '汤原县香兰镇便民服务中心', divisionCode: '230828101' };
export const tangwang = { officeName: '汤原县汤旺乡便民服务中心', divisionCode: '230828201' };
export const county = { officeName: '汤原县政务服务中心', divisionCode: '230828' };

/** 林木采伐许可, filled as a villager of 庆丰村 would. */
export const fellingApplication = {
  applicantName: '赵长林',
  applicantIdNumber: '23082819000101001X',
  applicantMobile: '13800001234',
  applicantAddress: '汤原县香兰镇庆丰村3组12号',
  treeOwnership: '个人',
  landUse: '家庭承包',
  rightCertificate: '黑（2019）汤原县不动产权第0001234号',
  hasDispute: '否',
  village: '庆丰村',
  compartment: '12林班',
  subcompartment: '3小班',
  boundEast: '村道',
  boundSouth: '水渠',
  boundWest: '王家地界',
  boundNorth: '林场界',
  forestCategory: '商品林',
  origin: '人工林',
  forestType: '用材林',
  fellingKind: '主伐',
  fellingMethod: '择伐',
  species: [{ name: '杨树', area: '1.2', stockVolume: '86.5' }],
  intensity: '30',
  startDate: '2026-12-01',
  endDate: '2027-03-31',
  purpose: '自用建房',
  renewalMethod: '人工更新',
  renewalSpecies: '杨树、云杉',
  renewalArea: '1.2',
  renewalDeadline: '2027-10-31',
  renewalPlan: '2027年春季整地，5月前完成植苗，三年内抚育到郁闭。',
  byAgent: '否',
};

/** 高龄津贴, decided at the counter; short enough to be filled in many tests. */
export const allowanceApplication = {
  applicantName: '孙桂兰',
  applicantIdNumber: '230828190001020023',
  applicantMobile: '13900005678',
  applicantAddress: '汤原县香兰镇庆丰村1组3号',
  sex: '女',
  village: '庆丰村',
  living: '与家人同住',
  tier: '100周岁及以上',
  startMonth: '2026-11-01',
  receivesElsewhere: '否',
  bankName: '龙江银行汤原支行',
  bankAccountName: '孙桂兰',
  bankCardNumber: '4539578763621486',
  byAgent: '否',
};

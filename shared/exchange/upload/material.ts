import { column, table } from '../column';
import { text, upToDigits, wordOf } from '../formats';
import { collectedPapers, collections, type Paper } from '../papers';
import { familyKeys } from './common';

const key = 'up_pro_material';

/** 材料信息: the papers that the office holds. A file's name may name a person, so it is withheld where names are masked. */
export const materialUpload = table<Paper>({
  key,
  name: '办件材料信息',
  subjects: collectedPapers,
  columns: [
    ...familyKeys<Paper>(key, ({ materialId }) => materialId),
    column('material_name', '材料名称', text(200), ({ name }) => name, { required: true }),
    column(
      'material_attach_name',
      '附件名称',
      text(),
      ({ files }) => files.map(({ name }) => name).join('；'),
      {
        conceals: 'freeText',
      },
    ),
    column('get_type', '收取方式', wordOf(collections), ({ collection }) => collection, { required: true }),
    column('get_num', '收取数量', upToDigits(4), ({ copies }) => String(copies), { required: true }),
  ],
});

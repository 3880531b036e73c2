import { askedFields } from '../catalogue/condition';
import { formFields } from '../catalogue/serviceItem';
import { chineseDate } from './chineseDate';
import type { Content } from './content';
import type { DocumentFacts } from './facts';
import { fieldText } from './fieldText';
import { noticePeriod } from './noticePeriod';
import { phones } from './officeNames';
import { applicantText } from './particulars';

/** What follows the village in a place somebody typed may be a house: it is left out where a number stands in it. */
const downToVillage = (text: string): string =>
  text.replace(/^(.*?(?:村|社区|屯))(?=.*[\d０-９一二三四五六七八九十]+(?:组|号|栋|单元|室)).*$/, '$1');

/**
 * 公示: the applicant's name and the fields that the item names, nothing else of the form (政府信息公开条例 Art. 15). It bears no
 * case number and no code to scan: with them anybody could ask for more.
 */
export function publicNoticeContent(facts: DocumentFacts): Content {
  const { item, state, office } = facts;
  const period = noticePeriod(item, state);
  if (!period) throw new Error('the case has no public notice yet');
  const fields = askedFields(formFields(item), state.form).filter(
    ({ id }) => item.publicFields.includes(id) && (state.form[id] ?? '') !== '',
  );
  const { consultation, supervision } = phones(office);
  const place = [office.hall, office.address ?? ''].filter((part) => part !== '').join('，');
  const telephone = [consultation, supervision].filter((part) => part !== '').join('、');
  return {
    paragraphs: [
      `现将${item.name['zh-CN']}事项的有关情况予以公示，接受群众监督。`,
      `公示期：${period.days}日，自${chineseDate(period.from)}起至${chineseDate(period.until)}止。`,
    ],
    table: {
      columns: [
        { label: '公示项目', narrow: false },
        { label: '公示内容', narrow: false },
      ],
      rows: [
        ['申请人', applicantText(item, state, 'name')],
        ...fields.map((field) => {
          const text = fieldText(field, state.form[field.id]);
          const isTyped = field.type === 'text' || field.type === 'longText';
          return [field.label['zh-CN'], isTyped ? downToVillage(text) : text];
        }),
      ],
    },
    afterwards: [
      `公示期内，任何单位和个人对公示内容有异议的，可以向${place}书面或者当面反映，也可以拨打电话${telephone}。反映情况应当真实、具体；本机关对反映人的信息予以保密。`,
    ],
  };
}

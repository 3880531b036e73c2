import { Button } from 'antd';
import { useTranslation } from 'react-i18next';

type Props = { phrases: readonly string[]; onChoose: (phrase: string) => void };

/** 常用意见: sentences that are written every day, one click each, to be edited after. */
export function Phrases({ phrases, onChoose }: Props) {
  const { t } = useTranslation('review');
  return (
    <div className="phrases" role="group" aria-label={t('phrases')}>
      {phrases.map((phrase) => (
        <Button key={phrase} size="small" type="dashed" onClick={() => onChoose(phrase)}>
          {phrase}
        </Button>
      ))}
    </div>
  );
}

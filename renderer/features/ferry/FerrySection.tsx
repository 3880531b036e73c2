import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';

/** 离线摆渡 among the settings: what it is for, and the way to its page. */
export function FerrySection() {
  const { t } = useTranslation('ferry');
  const navigate = useNavigate();
  return (
    <section>
      <h2>{t('title')}</h2>
      <p>{t('lead')}</p>
      <Button onClick={() => void navigate('/ferry')}>{t('enter')}</Button>
    </section>
  );
}

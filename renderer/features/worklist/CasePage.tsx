import { ArrowLeftOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Navigate, useNavigate, useParams } from 'react-router';
import { KeyHint } from '../../ui/KeyHint';
import { CasePanel } from '../casefile/CasePanel';
import './worklist.css';

/** One case on the whole place; back leads to the same row of the list. */
export function CasePage() {
  const { t } = useTranslation('worklist');
  const { caseId } = useParams();
  const navigate = useNavigate();
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!event.altKey || event.key !== 'ArrowLeft') return;
      event.preventDefault();
      void navigate(-1);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [navigate]);
  if (caseId === undefined) return <Navigate to="/worklist" replace />;
  return (
    <section className="beside">
      <div className="beside-tools beside-tools-start">
        <Button size="small" type="text" icon={<ArrowLeftOutlined />} onClick={() => void navigate(-1)}>
          {t('back')} <KeyHint keys="Alt+←" />
        </Button>
      </div>
      <CasePanel key={caseId} caseId={caseId} />
    </section>
  );
}

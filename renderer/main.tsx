import './store/zodWithoutEval';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/App';
import { startI18n } from './app/i18n/i18n';
import './app/styles.css';
import './ui/ui.css';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
startI18n('zh-CN');
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);

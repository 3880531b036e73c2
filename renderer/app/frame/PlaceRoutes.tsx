import { Navigate, Route, Routes } from 'react-router';
import type { Device } from '@shared/bridge/session';
import { AttentionPage } from '../../features/attention/AttentionPage';
import { FerryPage } from '../../features/ferry/FerryPage';
import { OversightPage } from '../../features/oversight/OversightPage';
import { SearchPage } from '../../features/search/SearchPage';
import { SettingsPage } from '../../features/settings/SettingsPage';
import { TodayPage } from '../../features/today/TodayPage';
import { CasePage } from '../../features/worklist/CasePage';
import { WorklistPage } from '../../features/worklist/WorklistPage';
import { NewCasePlace } from './NewCasePlace';

/** Which screen stands at which path. */
export function PlaceRoutes({ version, device }: { version: string; device: Device | undefined }) {
  return (
    <Routes>
      <Route path="/" element={<TodayPage />} />
      <Route path="/new" element={<NewCasePlace />} />
      <Route path="/worklist" element={<WorklistPage />} />
      <Route path="/cases/:caseId" element={<CasePage />} />
      <Route path="/search" element={<SearchPage />} />
      <Route path="/oversight" element={<OversightPage />} />
      <Route path="/attention" element={<AttentionPage />} />
      <Route path="/ferry" element={<FerryPage />} />
      <Route path="/more" element={<SettingsPage version={version} device={device} />} />
      <Route path="*" element={<Navigate to="/" replace />} />
    </Routes>
  );
}

import {
  AuditOutlined,
  CalendarOutlined,
  EllipsisOutlined,
  FileAddOutlined,
  SearchOutlined,
  UnorderedListOutlined,
} from '@ant-design/icons';
import type { ReactNode } from 'react';

export type PlaceId = 'today' | 'new' | 'worklist' | 'search' | 'oversight' | 'more';

/** The six places of the rail, in order; Alt with the number goes there. */
export const places: readonly { id: PlaceId; path: string; icon: ReactNode; keys: string }[] = [
  { id: 'today', path: '/', icon: <CalendarOutlined />, keys: 'Alt+1' },
  { id: 'new', path: '/new', icon: <FileAddOutlined />, keys: 'F2' },
  { id: 'worklist', path: '/worklist', icon: <UnorderedListOutlined />, keys: 'Alt+3' },
  { id: 'search', path: '/search', icon: <SearchOutlined />, keys: 'Alt+4' },
  { id: 'oversight', path: '/oversight', icon: <AuditOutlined />, keys: 'Alt+5' },
  { id: 'more', path: '/more', icon: <EllipsisOutlined />, keys: 'Alt+6' },
];

/** Which place of the rail a path belongs to: a case belongs to the worklists, what needs attention and the ferry to 更多. */
export function placeOf(pathname: string): PlaceId {
  if (pathname.startsWith('/cases/')) return 'worklist';
  if (pathname === '/attention' || pathname === '/ferry') return 'more';
  return places.find((place) => place.path === pathname)?.id ?? 'today';
}

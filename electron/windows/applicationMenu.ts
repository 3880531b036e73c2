import { Menu, type MenuItemConstructorOptions } from 'electron';

/**
 * The menu is never shown; it carries the keys that every application has: editing, zoom, full screen, and, in
 * development, reloading and the developer tools.
 */
export function setApplicationMenu(development: boolean): void {
  const view: MenuItemConstructorOptions[] = [
    { role: 'resetZoom' },
    { role: 'zoomIn' },
    { role: 'zoomIn', accelerator: 'CommandOrControl+=', visible: false, acceleratorWorksWhenHidden: true },
    { role: 'zoomOut' },
    { role: 'togglefullscreen' },
  ];
  if (development) view.push({ role: 'reload' }, { role: 'toggleDevTools' });
  const menus: MenuItemConstructorOptions[] = [{ role: 'editMenu' }, { label: 'View', submenu: view }];
  if (process.platform === 'darwin') menus.unshift({ role: 'appMenu' });
  Menu.setApplicationMenu(Menu.buildFromTemplate(menus));
}

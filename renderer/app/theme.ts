import type { ThemeConfig } from 'antd';

/** Type faces of the system that hold Chinese; nothing is loaded. */
const fontFamily =
  "'Microsoft YaHei UI', 'Microsoft YaHei', 'HarmonyOS Sans SC', 'Noto Sans CJK SC', 'Source Han Sans SC', 'PingFang SC', 'WenQuanYi Micro Hei', sans-serif";

/**
 * The look of Ant Design's parts. Every text colour stands at 4.5:1 or more on every ground it is used on; the numbers are
 * repeated as custom properties in styles.css for parts of our own.
 */
export function themeFor(large: boolean): ThemeConfig {
  return {
    token: {
      colorPrimary: '#1554a8',
      colorInfo: '#1554a8',
      colorLink: '#1554a8',
      colorSuccess: '#1a7432',
      colorWarning: '#8a5a00',
      colorError: '#b3261e',
      colorInfoBg: '#eaf1fb',
      colorInfoBorder: '#9dbde6',
      colorSuccessBg: '#e9f6ec',
      colorSuccessBorder: '#9ccfa8',
      colorWarningBg: '#fff6e0',
      colorWarningBorder: '#e2bf73',
      colorErrorBg: '#fdeeec',
      colorErrorBorder: '#e6a49e',
      colorText: '#1c2430',
      colorTextSecondary: '#465264',
      colorTextTertiary: '#566173',
      colorTextDescription: '#465264',
      colorTextPlaceholder: '#667080',
      colorTextQuaternary: '#667080',
      colorTextDisabled: '#667080',
      colorBorder: '#b7c0cc',
      colorBorderSecondary: '#d5dbe3',
      colorBgLayout: '#f3f5f8',
      fontFamily,
      fontSize: large ? 17 : 14,
      lineHeight: 1.5,
      controlHeight: large ? 40 : 30,
      sizeStep: large ? 4 : 3,
      borderRadius: 4,
      motionUnit: 0.04,
      boxShadow: '0 2px 8px rgb(20 30 50 / 14%)',
      boxShadowSecondary: '0 4px 16px rgb(20 30 50 / 18%)',
    },
    components: {
      Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none', fontWeight: 400 },
      Tabs: { horizontalMargin: '0', titleFontSizeSM: large ? 17 : 14 },
      Form: { itemMarginBottom: large ? 20 : 14, verticalLabelPadding: '0 0 2px' },
      Alert: { defaultPadding: '6px 12px' },
    },
  };
}

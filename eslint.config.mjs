import js from '@eslint/js';
import reactHooks from 'eslint-plugin-react-hooks';
import globals from 'globals';
import { defineConfig } from 'eslint/config';
import ts from 'typescript-eslint';

const configurationFiles = ['**/*.config.{ts,mjs}', 'resources/toolchain/**'];

export default defineConfig(
  { ignores: ['out/', 'release/', '.demo/', 'test-results/', 'node_modules/', '**/*.generated.ts'] },
  js.configs.recommended,
  {
    files: ['**/*.{ts,tsx}'],
    extends: [ts.configs.recommendedTypeChecked],
    languageOptions: {
      parserOptions: {
        project: ['./{shared,renderer,electron,platform,tests}/tsconfig.json'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/consistent-type-definitions': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true, requireDefaultForNonUnion: false },
      ],
      // A handler that React or Node calls may be async; a forgotten promise elsewhere is still found.
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: false }],
      '@typescript-eslint/require-await': 'off',
      // A schema and its type share one name.
      '@typescript-eslint/no-redeclare': 'off',
      'no-redeclare': 'off',
      // The compiler finds it, and knows calls that never return.
      'no-fallthrough': 'off',
    },
  },
  {
    files: ['**/*.{ts,tsx,mjs}'],
    ignores: [...configurationFiles, '**/*.cjs'],
    rules: {
      eqeqeq: 'error',
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      'no-restricted-syntax': [
        'error',
        {
          selector: 'ExportDefaultDeclaration',
          message:
            'A default export has another name in every file that imports it, so it cannot be searched for. Name it.',
        },
        {
          selector: 'TSEnumDeclaration',
          message:
            'Use a union of literals: an enum is code at run time and does not compare with what comes off the wire.',
        },
      ],
    },
  },
  {
    files: ['renderer/**/*.{ts,tsx}'],
    extends: [reactHooks.configs.flat['recommended-latest']],
    languageOptions: { globals: globals.browser },
    rules: {
      // Advice for the React compiler, which this build does not use.
      'react-hooks/incompatible-library': 'off',
      'react-hooks/set-state-in-effect': 'off',
      'no-restricted-globals': [
        'error',
        { name: 'fetch', message: 'A page has no network. Ask the main process for a call of the protocol.' },
        {
          name: 'XMLHttpRequest',
          message: 'A page has no network. Ask the main process for a call of the protocol.',
        },
        {
          name: 'WebSocket',
          message: 'A page has no network. Ask the main process for a call of the protocol.',
        },
        { name: 'localStorage', message: 'What is kept in it is not sealed. Use the store.' },
        { name: 'sessionStorage', message: 'What is kept in it is not sealed. Use the store.' },
      ],
    },
  },
  {
    files: ['electron/**/*.ts', 'platform/**/*.ts', 'shared/**/*.ts'],
    rules: {
      'no-console': ['error', { allow: ['warn', 'error'] }],
    },
  },
  {
    files: ['tests/**/*.ts'],
    rules: {
      // A Playwright fixture that needs no other is written `({}, use)`.
      'no-empty-pattern': 'off',
    },
  },
  {
    files: ['**/*.{mjs,cjs}'],
    languageOptions: { globals: globals.node },
  },
  {
    files: ['**/*.cjs'],
    languageOptions: { sourceType: 'commonjs' },
  },
);

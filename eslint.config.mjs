import js from '@eslint/js';
import tseslint from 'typescript-eslint';
import { foreignLookup } from './test/lint/foreignLookup.mjs';
import { safeTemplates } from './test/lint/safeTemplates.mjs';

export default tseslint.config(
  {
    ignores: [
      'dist/',
      'out/',
      'node_modules/',
      '.vscode-host/',
      '.vscode-test/',
      '.stryker-tmp/',
      'src/generated/',
      'test/fixtures/',
    ],
  },
  js.configs.recommended,
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        project: ['./tsconfig.json', './webview/tsconfig.json'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/no-confusing-void-expression': 'off',
      '@typescript-eslint/no-unnecessary-condition': 'off',
      '@typescript-eslint/no-non-null-assertion': 'error',
      // `const { deletion, ...kept } = key` leaves a member out; nothing else says it as plainly.
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
      '@typescript-eslint/return-await': ['error', 'in-try-catch'],
      'no-restricted-syntax': [
        'error',
        {
          selector: "MemberExpression[property.name='only'][object.name=/^(it|test|describe|suite)$/]",
          message: 'A focused test hides the others.',
        },
        {
          selector: "MemberExpression[property.name='skip'][object.name=/^(it|test|describe|suite)$/]",
          message: 'A skipped test proves nothing.',
        },
      ],
      eqeqeq: 'error',
    },
  },
  {
    files: ['src/**/*.ts', 'webview/**/*.ts'],
    plugins: { kms: { rules: { 'foreign-lookup': foreignLookup } } },
    rules: { 'kms/foreign-lookup': 'error' },
  },
  {
    files: ['webview/**/*.ts', 'test/ui/webview/**/*.ts'],
    plugins: { pages: { rules: { 'safe-templates': safeTemplates } } },
    rules: {
      'pages/safe-templates': 'error',
      // Each is known to one file, so that a successor is that file and some markup.
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            { regex: '^lit(-html)?(/|$)', message: 'Import from webview/ui/lit.' },
            { regex: '^@vscode/webview-ui-toolkit', message: 'Import from webview/ui/toolkit.' },
          ],
        },
      ],
    },
  },
  {
    files: ['test/unit/**/*.ts'],
    ignores: ['test/unit/properties.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        { paths: [{ name: 'fast-check', message: 'Import from test/unit/properties.' }] },
      ],
    },
  },
  {
    files: ['webview/ui/lit.ts', 'webview/ui/toolkit.ts'],
    rules: { 'no-restricted-imports': 'off' },
  },
  {
    files: ['**/*.mjs', '**/*.js', '**/*.cjs'],
    ...tseslint.configs.disableTypeChecked,
    languageOptions: {
      parserOptions: { project: null },
      globals: {
        process: 'readonly',
        console: 'readonly',
        Buffer: 'readonly',
        URL: 'readonly',
        setTimeout: 'readonly',
        clearTimeout: 'readonly',
        fetch: 'readonly',
        AbortController: 'readonly',
        AbortSignal: 'readonly',
      },
    },
  },
  {
    files: ['**/*.cjs'],
    languageOptions: { globals: { require: 'readonly', exports: 'readonly', module: 'readonly' } },
    rules: { '@typescript-eslint/no-require-imports': 'off' },
  },
);

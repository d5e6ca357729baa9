import js from '@eslint/js';
import importX, { createNodeResolver } from 'eslint-plugin-import-x';
import globals from 'globals';

/** Globals of a browser that read like local names: code that uses one has most likely lost a declaration. */
const MISTAKABLE = ['close', 'event', 'find', 'length', 'name', 'open', 'origin', 'parent', 'print', 'screen', 'self', 'status', 'stop', 'top'];

const PAGE = 'src/main/webapp/js/**/*.js';
/** Runs before the first paint, and therefore is a script and no module. */
const SCRIPTS = ['src/main/webapp/js/theme.js'];

const counted = { skipBlankLines: true, skipComments: true };

export default [
  {
    files: [PAGE],
    ...js.configs.recommended,
  },
  {
    files: [PAGE],
    languageOptions: { ecmaVersion: 2024, sourceType: 'module', globals: { ...globals.browser, uPlot: 'readonly' } },
    linterOptions: { noInlineConfig: true },
    plugins: { 'import-x': importX },
    settings: { 'import-x/resolver-next': [createNodeResolver()] },
    rules: {
      // Modules
      'import-x/no-cycle': 'error',
      'import-x/no-self-import': 'error',
      'import-x/no-unresolved': 'error',
      'import-x/named': 'error',
      'import-x/no-duplicates': 'error',
      'import-x/first': 'error',
      'import-x/extensions': ['error', 'always'],
      'import-x/no-mutable-exports': 'error',

      // Size
      'max-lines': ['error', { max: 200, ...counted }],
      'max-lines-per-function': ['error', { max: 50, ...counted }],
      'max-params': ['error', 4],
      'max-depth': ['error', 3],
      'max-nested-callbacks': ['error', 4],
      complexity: ['error', 12],

      // Mistakes
      eqeqeq: 'error',
      'array-callback-return': 'error',
      'consistent-return': 'error',
      'default-case-last': 'error',
      'no-alert': 'error',
      'no-await-in-loop': 'error',
      'no-console': 'error',
      'no-constructor-return': 'error',
      'no-eval': 'error',
      'no-implicit-globals': 'error',
      'no-implied-eval': 'error',
      'no-new-func': 'error',
      'no-param-reassign': 'error',
      'no-promise-executor-return': 'error',
      'no-restricted-globals': ['error', ...MISTAKABLE],
      'no-restricted-properties': ['error', ...['innerHTML', 'outerHTML', 'insertAdjacentHTML']
        .map((property) => ({ property, message: 'Text of the server is never parsed as HTML; build elements with h() of dom.js.' }))],
      'no-return-assign': 'error',
      'no-self-compare': 'error',
      'no-shadow': 'error',
      'no-template-curly-in-string': 'error',
      'no-throw-literal': 'error',
      'no-unreachable-loop': 'error',
      'no-unused-expressions': 'error',
      'no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      'no-use-before-define': ['error', { functions: false, classes: false, variables: false }],
      'prefer-promise-reject-errors': 'error',
      radix: 'error',

      // One way to write a thing
      curly: 'error',
      'dot-notation': 'error',
      'no-else-return': 'error',
      'no-lonely-if': 'error',
      'no-nested-ternary': 'error',
      'no-unneeded-ternary': 'error',
      'no-useless-return': 'error',
      'no-var': 'error',
      'object-shorthand': 'error',
      'prefer-arrow-callback': 'error',
      'prefer-const': 'error',
      'prefer-rest-params': 'error',
      'prefer-spread': 'error',
      'prefer-template': 'error',
    },
  },
  {
    files: SCRIPTS,
    languageOptions: { sourceType: 'script' },
  },
];

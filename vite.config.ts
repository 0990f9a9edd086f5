import { createRequire } from 'node:module'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import react from '@vitejs/plugin-react'
import type { AcceptedPlugin } from 'postcss'
import { defineConfig, type Plugin } from 'vite'

/**
 * One configuration, two environments. `client`: the console and the stylesheet of the public documents, with a
 * manifest. `ssr`: dist/public.mjs, which exports `render(route, document)` and needs nothing at run time.
 * Both are made by `vite build --app --configLoader native` (the default loader and `node --watch` restart each other for ever).
 */
export default defineConfig(({ command }) => ({
  plugins: [shapeless(), react(), packed()],
  publicDir: 'apps/web/static',
  builder: {},
  css: {
    postcss: { plugins: command === 'build' ? [purge(), constants()] : [] },
    preprocessorOptions: { scss: { quietDeps: true, silenceDeprecations: ['import'] as const } },
  },
  environments: {
    client: {
      build: {
        outDir: 'dist/client',
        manifest: true,
        // Fonts and icons stay files: a content security policy without data: covers every page.
        assetsInlineLimit: 0,
        // Every browser that runs the app knows modulepreload; the first load is counted by the byte (apps/web/firstLoad.test.ts).
        modulePreload: { polyfill: false },
        rolldownOptions: {
          input: ['apps/web/index.html', 'ui/styles/public.scss', 'ui/styles/print.scss'],
          output: {
            // The first load names every part that may come later: short names are a hundredth of it.
            chunkFileNames: 'assets/[hash:7].js', // seven signs of 64: the names of all pages are in the first load
            // What nearly every page needs is one part instead of twenty small ones; what the first load has stays out of it.
            codeSplitting: { groups: [{ name: 'first', tags: ['$initial'], test: ours, priority: 1 }, { name: 'frame', test: ours, minShareCount: 30 }] },
          },
        },
      },
    },
    ssr: {
      build: {
        ssr: true,
        outDir: 'dist',
        emptyOutDir: false,
        copyPublicDir: false,
        minify: true,
        rolldownOptions: { input: { public: 'apps/web/public.ts' }, output: { entryFileNames: '[name].mjs' } },
      },
      // On build only: in development everything bundled ends in "module is not defined".
      resolve: command === 'build' ? { noExternal: true as const } : {},
      // Without it the bundle carries React's development build, fourteen times slower.
      define: command === 'build' ? { 'process.env.NODE_ENV': '"production"' } : {},
    },
  },
}))

/** Scripts below the entry. The page, its entry and the style sheets keep chunks of their own: they are found by their names. */
const ours = /(?:node_modules|\/(?:ui|platform|modules|shell)\/).*(?<!css)$/

/** Contracts come to the browser without their shapes: `platform/contract/inert.ts` says why. */
function shapeless(): Plugin {
  return {
    name: 'shapeless',
    apply: 'build',
    enforce: 'pre',
    transform: {
      filter: { id: /\.tsx?$/, code: /from 'zod'/ },
      handler: (code) => ({ code: code.replace(/^import (?:\* as z|\{ z \}) from 'zod'$/m, "import { z } from '#platform/contract/inert.ts'"), map: null }),
    },
  }
}

/** Scripts and styles beside themselves as .br and .gz: the server sends what a browser takes, and packs nothing while it serves. */
function packed(): Plugin {
  return {
    name: 'packed',
    apply: 'build',
    applyToEnvironment: ({ name }) => name === 'client',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        for (const file of Object.values(bundle)) {
          const text = file.type === 'chunk' ? file.code : file.source
          if (!/\.(?:js|css)$/.test(file.fileName) || text.length < 1000) continue
          this.emitFile({ type: 'asset', fileName: `${file.fileName}.br`, source: brotliCompressSync(text) })
          this.emitFile({ type: 'asset', fileName: `${file.fileName}.gz`, source: gzipSync(text) })
        }
      },
    },
  }
}

/** Class names are looked for as whole words in the sources: a name glued together (`st-${x}`) would be dropped. */
function purge(): AcceptedPlugin {
  const load = createRequire(import.meta.url)
  const purgecss = load('@fullhuman/postcss-purgecss') as { default?: unknown } & ((options: object) => AcceptedPlugin)
  const make = (purgecss.default ?? purgecss) as (options: object) => AcceptedPlugin
  return make({
    contentFunction: (stylesheet: string) =>
      isPublic(stylesheet)
        ? ['ui/components/{document,forms,pagination,parts,site,state-chip,strip,table,time-text,tones}.ts*', 'ui/icons/icon.tsx', 'modules/*/web/public/!(fixtures*).tsx']
        : ['apps/web/**/*.{html,tsx}', 'ui/**/*.{ts,tsx}', 'modules/*/web/{pages,parts}/**/*.tsx', 'modules/*/web/*.tsx', 'modules/observatory/web/public/report-*.tsx'],
    defaultExtractor: (content: string) => content.match(/[\w-]+/g) ?? [],
    variables: true,
    safelist: { standard: [/^data-/, 'html', 'body', ':root'], greedy: [/data-theme/] },
  })
}

const isPublic = (stylesheet: string): boolean => /(?:public|print)\.scss$/.test(stylesheet)

/** Public documents have one theme: a token that nothing there changes is written as its value, a fifteenth less to send. */
function constants(): AcceptedPlugin {
  return {
    postcssPlugin: 'constants',
    OnceExit(sheet) {
      if (!isPublic(sheet.source?.input.file ?? '')) return
      const times = new Map<string, number>()
      sheet.walkDecls(/^--/, ({ prop }) => void times.set(prop, (times.get(prop) ?? 0) + 1))
      const values = new Map<string, string>()
      sheet.walkRules(':root', (rule) => rule.walkDecls(/^--/, (one) => {
        if (times.get(one.prop) !== 1) return
        values.set(one.prop, one.value)
        one.remove()
      }))
      sheet.walkDecls((one) => { one.value = one.value.replace(/var\((--[\w-]+)\)/g, (whole, name: string) => values.get(name) ?? whole) })
    },
  }
}

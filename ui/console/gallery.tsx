import { Card, Confidence, HourHistogram, TabLinks, TimelineOfDeadlines, TlpBadge } from '../components/console-marks.tsx'
import { ErrorSummary, RadioGroup, TextField } from '../components/forms.tsx'
import { TerritoryMap } from '../components/map.tsx'
import { Button, Callout, EmptyState } from '../components/parts.tsx'
import { StateChip } from '../components/state-chip.tsx'
import { StatusStrip } from '../components/strip.tsx'
import { DataTable } from '../components/table.tsx'
import { TimeText } from '../components/time-text.tsx'
import type { ImpactState } from '../components/tones.ts'
import { Glyph, GlyphSprite, Icon } from '../icons/icon.tsx'
import { formats } from '../i18n/formats.ts'
import { KeyBar, PageHead, Rail } from './layout.tsx'

const states: readonly (readonly [ImpactState, string])[] = [['hit', 'Colpito'], ['degraded', 'Degradato'], ['at-risk', 'Dati a rischio'], ['restored', 'Ripreso'], ['not-hit', 'Non colpito'], ['unknown', 'Non noto']]

/** Every component of the console once, for the tests of look and access. Not part of the product. */
export function Gallery() {
  const f = formats('it', '2026-12-09T10:40:00Z')
  return (
    <>
      <GlyphSprite />
      <main className="with-rail">
        <Rail label="Code" groups={[{ title: 'Code', links: [{ key: 'a', link: <a className="active" href="#a">Da smistare</a>, count: 16 }, { key: 'b', link: <a href="#b">In attesa di altri</a>, count: 11 }] }]} />
        <div>
          <PageHead
            path={[{ label: 'Casi', href: '#c' }, { label: 'VEL-2026-0147' }]}
            pathLabel="Percorso"
            title="Fermo di Nubilara Cloud"
            beside={<><StateChip state="hit" word="Aperto, in contenimento" /> <TlpBadge level="AMBER" /></>}
            actions={<><Button kind="secondary" type="button">Messaggio ai casi collegati</Button><Button type="button">Rapporto di situazione</Button></>}
          >
            <TabLinks label="Caso" tabs={[{ href: '#s', label: 'Situazione', current: true }, { href: '#e', label: 'Enti', count: 61 }, { href: '#a2', label: 'Adempimenti', count: 47 }]} />
          </PageHead>
          <div className="page-body">
            <Card title="Stati" aside={<Confidence level={2} word="media" />}>
              <p className="card-body">{states.map(([state, word]) => <span key={state}><StateChip state={state} word={word} /> </span>)}</p>
              <p className="card-body">{(['RED', 'AMBER+STRICT', 'AMBER', 'GREEN', 'CLEAR'] as const).map((level) => <span key={level}><TlpBadge level={level} /> </span>)}</p>
            </Card>
            <Card title="Tabella">
              <DataTable
                caption="Servizi"
                captionHidden
                rows={states}
                keyOf={([state]) => state}
                columns={[
                  { key: 'n', header: 'Servizio', names: true, cell: ([, word]) => `Servizio ${word.toLowerCase()}` },
                  { key: 's', header: 'Stato', beside: true, cell: ([state, word]) => <StateChip state={state} word={word} /> },
                  { key: 'c', header: 'Confidenza', cell: () => <Confidence level={3} word="alta" /> },
                  { key: 't', header: 'Termine', cell: () => <TimeText at="2026-12-09T14:00:00Z" formats={f} style="both" /> },
                  { key: 'x', header: 'Enti', align: 'end', cell: () => f.number(1300) },
                ]}
              />
            </Card>
            <Card title="Le scadenze">
              <div className="card-body">
                <TimelineOfDeadlines
                  formats={f}
                  words={{ done: 'fatto', now: 'subito', voluntary: 'facoltativo', next: 'il prossimo', later: 'dopo', waiting: 'in attesa', exceeded: 'scaduto' }}
                  points={[
                    { id: '1', title: 'Avvisato il sindaco', at: '2026-12-08T08:40:00Z', stage: 'done' },
                    { id: '2', title: 'Rispondere al centro', at: '2026-12-09T12:00:00Z', stage: 'next' },
                    { id: '3', title: 'Prima segnalazione', at: '2026-12-09T08:00:00Z', stage: 'exceeded' },
                    { id: '4', title: 'Notifica al Garante', stage: 'waiting', note: 'Il momento si calcola quando l’ente scrive da quando lo sa.' },
                  ]}
                />
              </div>
            </Card>
            <Card title="Chi si ferma a quale ora">
              <div className="card-body">
                <HourHistogram id="h" title="27 servizi si fermano subito" desc="Poi 13 a 24 ore" hours={72} label={(b) => `${b.count} servizi dopo ${b.hour} ore`} bars={[{ hour: 0, count: 27, certain: true }, { hour: 24, count: 13, certain: true }, { hour: 36, count: 2, certain: false }, { hour: 48, count: 6, certain: false }]} />
              </div>
            </Card>
            <Card title="Mappa e giorni">
              <div className="card-body">
                <TerritoryMap id="m" title="Mappa" desc="Sei territori" width={600} height={110} cells={states.map(([state, word], i) => ({ id: state, name: word, path: `M${i * 100 + 4},4h92v92h-92z`, x: i * 100 + 50, y: 50, state, text: word, href: '#m' }))} />
                <StatusStrip id="d" title="Giorni" desc="Sei giorni" days={states.map(([state], i) => ({ day: `2026-12-0${i + 1}`, state }))} />
              </div>
            </Card>
            <Callout tone="at-risk" icon={<Glyph state="at-risk" />} title="Dati a rischio"><p>Non si sa se sono stati letti.</p></Callout>
            <EmptyState title="Niente da smistare">Qui arriveranno le segnalazioni.</EmptyState>
            <form>
              <ErrorSummary title="Manca ancora qualcosa" kept="Quello che hai scritto è rimasto." errors={[{ field: 'knownAt', text: 'Il momento non può essere nel futuro.' }]} />
              <TextField name="knownAt" type="datetime-local" label="Quando l’avete saputo?" hint="Ora di Roma" error="Il momento non può essere nel futuro." />
              <RadioGroup name="hit" label="Colpito?" choices={[{ value: 'yes', label: 'Sì' }, { value: 'no', label: 'No', hint: 'Funziona tutto.' }]} />
              <Button icon="tick">Registra</Button>
            </form>
            <p><Icon name="info" /> <span className="mono">VEL-2026-0147</span></p>
            <KeyBar keys={[{ keys: ['j', 'k'], what: 'su e giù' }, { keys: ['x'], what: 'seleziona' }]} />
          </div>
        </div>
      </main>
    </>
  )
}

import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { binomialTest, changePoints, clopperPearson, effect, kaplanMeier, mannKendall, poissonInterval, poissonTrend, rate, rateRatio, ratioOfRatios, season, weekendShare, wilson } from './index.ts'

// Numbers of others were printed by scipy 1.17.1, statsmodels 0.15.0, lifelines 0.30.3 and pymannkendall on Python 3, with the calls named in DESIGN.md.
const near = (got: { low: number; high: number }, low: number, high: number, digits = 9) => {
  expect(got.low).toBeCloseTo(low, digits)
  expect(got.high).toBeCloseTo(high, digits)
}

describe('intervals, as scipy and statsmodels give them', () => {
  it('of a count', () => {
    near(poissonInterval(0), 0, 3.6888794541139354)
    near(poissonInterval(1), 0.025317807984289897, 5.571643390938898)
    near(poissonInterval(5), 1.623486390118421, 11.66833207932267)
    near(poissonInterval(100), 81.36399125092315, 121.62679379242638)
    near(poissonInterval(2500), 2402.952365431124, 2599.9614843405425, 7)
    near(poissonInterval(5, 0.9), 1.97014956805953, 10.513034908741535)
    expect(rate(5, 0)).toBe(null)
    near(rate(5, 2000)!, 1.623486390118421 / 2, 11.66833207932267 / 2)
  })
  it('of a share', () => {
    near(clopperPearson(0, 10)!, 0, 0.30849710781876083)
    near(clopperPearson(3, 20)!, 0.0320709371854637, 0.37892682654531396)
    near(clopperPearson(20, 20)!, 0.8315665290169146, 1)
    near(clopperPearson(450, 1000)!, 0.4188517096799508, 0.4814434666234066)
    near(wilson(0, 10)!, 0, 0.27753279986288926)
    near(wilson(3, 20)!, 0.052368745896216595, 0.36041886474075696)
    near(wilson(450, 1000)!, 0.4194153840742968, 0.4809672917742588)
  })
  it('of two rates', () => {
    const got = rateRatio({ count: 5, exposed: 10000 }, { count: 20, exposed: 12000 })!
    near(got, 0.08798407799243245, 0.8237365144505538)
    expect(got.value).toBeCloseTo(0.3, 12)
    expect(got.p).toBeCloseTo(0.015226264945167581, 9)
    expect(binomialTest(17, 40, 1 / 3)).toBeCloseTo(2 * 0.1444258245923569, 9)
  })
})

describe('days to restore, as lifelines gives them', () => {
  it('survival, its interval and median', () => {
    const days = [6, 6, 6, 7, 10, 13, 16, 22, 23, 6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]
    const got = kaplanMeier(days.map((one, i) => ({ days: one, ended: i < 9 })))
    expect(got.steps.map((one) => [one.days, one.atRisk])).toEqual([[6, 21], [7, 17], [10, 15], [13, 12], [16, 11], [22, 7], [23, 6]])
    const expected = [[0.857143, 0.619718, 0.951552], [0.806723, 0.563147, 0.922809], [0.752941, 0.5032, 0.889362], [0.690196, 0.43161, 0.849066], [0.627451, 0.367511, 0.804912], [0.537815, 0.267779, 0.746791], [0.448179, 0.188052, 0.680143]]
    for (const [i, [survival, low, high]] of expected.entries()) {
      expect(got.steps[i]!.survival).toBeCloseTo(survival!, 6)
      near(got.steps[i]!, low!, high!, 6)
    }
    expect(got).toMatchObject({ events: 9, censored: 12, median: 23, medianLow: 13, medianHigh: null })
  })
  it('of nothing, and of all on one day', () => {
    expect(kaplanMeier([])).toMatchObject({ steps: [], median: null })
    expect(kaplanMeier([{ days: 3, ended: true }, { days: 3, ended: true }])).toMatchObject({ median: 3, steps: [{ survival: 0, low: 0, high: 0 }] })
  })
})

describe('trend, as statsmodels and pymannkendall give it', () => {
  const y = [3, 5, 4, 8, 9, 12, 11, 15]
  it('by a model of counts', () => {
    const got = poissonTrend(y.map((count, i) => ({ time: 2018 + i, count, exposed: 1000 + i * 10 })))!
    expect(got.slope).toBeCloseTo(0.19692265, 7)
    expect(got.error).toBeCloseTo(0.0570041, 6)
    expect(got.dispersion).toBeCloseTo(0.23014946430155026, 7)
    expect(got.p).toBeCloseTo(5.51243084e-4, 8)
    near({ low: Math.log(got.change.low), high: Math.log(got.change.high) }, 0.08519666, 0.30864863, 6)
    expect(poissonTrend([{ time: 1, count: 3 }, { time: 2, count: 3 }])).toBe(null)
  })
  it('by order alone, with ties', () => {
    const got = mannKendall(y)!
    expect(got).toMatchObject({ s: 24, slope: 1.6904761904761905 })
    expect(got.p).toBeCloseTo(0.0044340083031007005, 9)
    const ties = mannKendall([5, 3, 3, 4, 4, 2, 2, 1, 1, 1])!
    expect(ties.s).toBe(-31)
    expect(ties.p).toBeCloseTo(0.005818620754684201, 9)
    expect(ties.slope).toBeCloseTo(-1 / 3, 12)
  })
})

describe('change', () => {
  it('is where it was put, and is not found in noise', () => {
    const got = changePoints([2, 1, 3, 2, 2, 1, 2, 9, 8, 11, 10, 9, 8], { seed: 4 })
    expect(got.segments.map((one) => [one.from, one.to])).toEqual([[0, 7], [7, 13]])
    expect(got.p).toBeLessThan(0.01)
    expect(changePoints([3, 4, 2, 5, 3, 4, 3, 2, 4, 3])).toMatchObject({ segments: [{ from: 0, to: 10 }] })
    expect(changePoints([2, 1, 3, 2, 9, 8, 11])).toEqual(changePoints([2, 1, 3, 2, 9, 8, 11]))
  })
  it('is as good as when every way to cut is tried', () => {
    const cost = (part: readonly number[]) => { const sum = part.reduce((a, b) => a + b, 0); return sum === 0 ? 0 : -2 * sum * Math.log(sum / part.length) }
    const every = (counts: readonly number[], penalty: number): number => {
      let best = cost(counts)
      for (let s = 2; s <= counts.length - 2; s++) best = Math.min(best, cost(counts.slice(0, s)) + penalty + every(counts.slice(s), penalty))
      return best
    }
    fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 4, maxLength: 9 }), fc.double({ min: 0.1, max: 9, noNaN: true }), (counts, penalty) => {
      const { segments } = changePoints(counts, { penalty, permutations: 1 })
      expect(segments.reduce((sum, one, i) => sum + cost(counts.slice(one.from, one.to)) + (i ? penalty : 0), 0)).toBeCloseTo(every(counts, penalty), 6)
    }), { seed: 5 })
  })
})

describe('season and effect', () => {
  it('says how much more than the clock explains', () => {
    const got = season(8, 20, weekendShare)!
    expect(got.ratio.value).toBeCloseTo(1.4, 12)
    expect(got.ratio.low).toBeLessThan(1)
    expect(season(0, 0, weekendShare)).toBe(null)
  })
  it('says why a difference may be no effect', () => {
    const got = effect({ count: 12, exposed: 300 }, { count: 3, exposed: 100 })!
    expect(got.ratio.value).toBeCloseTo(0.75, 12)
    expect(got.caveats).toEqual(expect.arrayContaining(['no_control', 'few_events', 'short_after', 'reporting_may_change']))
    const against = effect({ count: 40, exposed: 400 }, { count: 20, exposed: 400 }, { before: { count: 30, exposed: 300 }, after: { count: 30, exposed: 300 } })!
    expect(against.against!.value).toBeCloseTo(0.5, 12)
    // Woolf: 1.96 × √(1/40 + 1/20 + 1/30 + 1/30).
    expect(Math.log(against.against!.high / against.against!.value)).toBeCloseTo(1.959963985 * Math.sqrt(1 / 40 + 1 / 20 + 1 / 15), 6)
    expect(against.caveats).not.toContain('no_control')
  })
  const spans = (those: readonly [number, number], others: readonly [number, number], exposed: readonly [number, number, number, number] = [1, 1, 1, 1]) => ratioOfRatios(
    { after: { count: those[0], exposed: exposed[0] }, before: { count: those[1], exposed: exposed[1] } }, { after: { count: others[0], exposed: exposed[2] }, before: { count: others[1], exposed: exposed[3] } })!
  it('compares two changes as a Poisson regression by group and time', () => {
    // statsmodels 0.15.0: GLM(y, [1, those, after, those × after], family=Poisson(), exposure=e), coefficient and interval of the last.
    const got = spans([20, 40], [30, 30], [400, 800, 300, 450])
    expect(got.value).toBeCloseTo(0.6666666666666669, 12)
    near(got, 0.3188072, 1.39408535, 7)
    expect(got.p).toBeCloseTo(0.28136510685434113, 9)
    near(spans([20_000, 40_000], [30_000, 30_000], [400, 800, 300, 450]), 0.65129451, 0.68240165, 7)
  })
  it('and exactly where events are few', () => {
    // scipy 1.17.1: stats.contingency.odds_ratio(table, kind='conditional').confidence_interval(0.95); p twice the smaller tail of stats.hypergeom.
    const few = spans([2, 9], [11, 8])
    near(few, 0.014326102499371031, 1.1641317865429517, 9)
    expect(few.p).toBeCloseTo(2 * 0.03956593132005426, 9)
    near(spans([0, 7], [6, 5]), 0, 0.9980574358528365, 9)
    // Times that are not as long: what the others' own change explains is taken out first.
    expect(spans([2, 9], [11, 8], [2, 1, 2, 1]).high).toBeCloseTo(few.high, 9)
    expect(spans([7, 0], [5, 6])).toMatchObject({ value: Infinity, high: Infinity })
    expect(ratioOfRatios({ before: { count: 3, exposed: 1 }, after: { count: 1, exposed: 1 } }, { before: { count: 0, exposed: 1 }, after: { count: 0, exposed: 1 } })).toBe(null)
  })
})

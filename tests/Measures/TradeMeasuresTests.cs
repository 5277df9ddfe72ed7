using Arbit.EdgeRunner.Detection;
using Arbit.EdgeRunner.Execution;
using Arbit.EdgeRunner.Measures;
using Arbit.Markets;
using Arbit.Money;
using Arbit.Tests.Execution;
using Arbit.Tests.Support;
using Xunit.Abstractions;

namespace Arbit.Tests.Measures;

/// <summary>Expected against realised: every part is what it is called, and together they are the whole difference.</summary>
public sealed class TradeMeasuresTests(ITestOutputHelper output)
{
    /// <summary>The plan's averages are kept to the price's decimals, so a plan and its figures differ by less than this.</summary>
    private static readonly Exact Insignificant = Exact.Parse("0.000001");

    private readonly TradingDesk _desk = new();

    [Fact]
    public void A_cross_cycle_filled_at_what_was_priced_loses_nothing()
    {
        var cycle = _desk.Open(PathKind.Cross);
        foreach (var order in _desk.Sent.ToList())
            FillAt(order, cycle.Plan[order.Leg].Average);
        var (measures, net) = Measure(cycle);
        Assert.Equal(CycleOutcome.Completed, cycle.Outcome);
        Assert.Equal(Amount.Zero, net.Slippage);
        Assert.Equal(Amount.Zero, net.Recovery);
        Assert.Equal(Amount.Zero, net.Unfilled);
        Assert.Equal(Amount.Zero, net.Basis);
        Assert.True(net.Fees.Sign > 0);
        Assert.True(Size(net.Rounding) < Insignificant, $"{net}");
        Assert.Equal(Exact.One, measures.Cycles.WinRate);
        Assert.All(measures.Legs, leg => Assert.Equal(Bps.From(0m), leg.SlippageBps));
        Assert.All(measures.Legs, leg => Assert.Equal(Exact.One, leg.FillRate));
    }

    [Fact]
    public void A_price_that_slipped_is_slippage_to_the_last_digit()
    {
        var cycle = _desk.Open(PathKind.Cross);
        var (buy, sell) = (_desk.Sent[0], _desk.Sent[1]);
        FillAt(buy, new Price(cycle.Plan[0].Average.Value + Exact.Parse("0.05")));
        FillAt(sell, new Price(cycle.Plan[1].Average.Value - Exact.Parse("0.01")));
        var (measures, net) = Measure(cycle);
        Assert.Equal(Amount.From(buy.Filled.Value * Exact.Parse("0.05") + (sell.Filled.Value * Exact.Parse("0.01"))), net.Slippage);
        Assert.Equal(Bps.From(5m), measures.Legs.First(leg => leg.Venue == TradingDesk.Alpha).SlippageBps);
        Assert.Equal(buy.Filled.Value * Exact.Parse("0.05"), measures.Legs.First(leg => leg.Venue == TradingDesk.Alpha).Slippage);
        Assert.True(Size(net.Rounding) < Insignificant, $"{net}");
    }

    [Fact]
    public void A_leg_that_was_taken_back_is_a_failure_and_costs_recovery()
    {
        var cycle = _desk.Open(PathKind.Cross);
        FillAt(_desk.Sent[0], cycle.Plan[0].Average);
        _desk.Quote(_desk.BetaBtc, "80.00", "80.10");
        _desk.Quote(_desk.EthBtc, "0.0400", "0.0900");
        _desk.End(_desk.Sent[1], ReplyKind.Rejected);
        var unwind = Assert.Single(_desk.Sent.Skip(2));
        FillAt(unwind, unwind.Limit);
        var (measures, net) = Measure(cycle);
        Assert.Equal(CycleOutcome.Unwound, cycle.Outcome);
        var lost = (unwind.Filled.Value * cycle.Plan[0].Average.Value) - unwind.FilledNotional.Value + unwind.Fee.Value;
        Assert.Equal(Amount.From(lost), net.Recovery);
        Assert.True(net.Unfilled > cycle.ExpectedNet, "the whole profit was in the leg that was refused, before its fee");
        Assert.Equal(Exact.Zero, measures.Cycles.WinRate);
        Assert.Equal(1, measures.Legs.Sum(leg => leg.RecoveryOrders));
    }

    [Fact]
    public void Nothing_filled_misses_all_that_was_expected_and_costs_nothing()
    {
        var cycle = _desk.Open(PathKind.Triangular);
        _desk.End(_desk.Sent[0], ReplyKind.Ended);
        var (measures, net) = Measure(cycle);
        Assert.Equal(CycleOutcome.Missed, cycle.Outcome);
        Assert.Equal(Amount.Zero, net.Realised);
        Assert.Equal(Amount.Zero, net.Fees);
        Assert.True(Size(net.Expected - net.Unfilled - net.Held) < Insignificant, $"{net}");
        Assert.Equal(Exact.Zero, measures.Cycles.WinRate);
    }

    [Fact]
    public void A_late_fill_counts_its_cycle_anew_and_not_twice()
    {
        var measures = new TradeMeasures(Rates());
        var cycle = _desk.Open(PathKind.Cross);
        FillAt(_desk.Sent[0], cycle.Plan[0].Average);
        _desk.End(_desk.Sent[1], ReplyKind.Ended);
        CloseAtLimits(cycle);
        measures.OnCycle(cycle);
        Assert.Equal(1, measures.Cycles.Attempted);
        var first = measures.InDollars.Realised;
        Assert.Equal(cycle.Closing!.NetInDollars, first);

        FillAt(_desk.Sent[1], cycle.Plan[1].Average);
        Assert.True(cycle.IsOpen, "a late fill opens it again");
        CloseAtLimits(cycle);
        measures.OnCycle(cycle);
        Assert.NotEqual(first, measures.InDollars.Realised);
        Assert.Equal(1, measures.Cycles.Attempted);
        Assert.Equal(cycle.Closing!.NetInDollars, measures.InDollars.Realised);
        Assert.Equal(_desk.Sent.Count, measures.Legs.Sum(leg => leg.Orders));
        Assert.True(measures.InDollars.AddsUp);
    }

    [Fact]
    public void Whatever_the_venues_do_the_parts_are_the_whole_difference()
    {
        var random = new Random(unchecked((int)Seeds.Current));
        output.WriteLine($"{Seeds.Variable}={Seeds.Current}");
        var outcomes = new Dictionary<CycleOutcome, int>();
        for (var run = 0; run < 400; run++)
        {
            var desk = new TradingDesk();
            var measures = new TradeMeasures(new BookRates(desk.Instruments, new HashSet<Asset> { TradingDesk.Usdt }));
            MeasuredCycle? seen = null;
            measures.Measured += cycle => seen = cycle;
            var opened = desk.Open(random.Next(2) == 0 ? PathKind.Cross : PathKind.Triangular);
            Play(desk, opened, random);
            measures.OnCycle(opened);
            Assert.NotNull(seen);
            Assert.Equal(0, measures.Unmeasured);
            Check(seen.InStart, opened.ExpectedNet, opened.RealisedNet);
            Check(seen.InDollars, opened.Closing!.ExpectedInDollars, opened.Closing.NetInDollars);
            Assert.Equal(measures.InDollars, seen.InDollars);
            outcomes[opened.Outcome] = outcomes.GetValueOrDefault(opened.Outcome) + 1;
        }

        output.WriteLine(string.Join(", ", outcomes.Select(o => $"{o.Key} {o.Value}")));
        Assert.True(outcomes.Count >= 3, "the venues hardly did anything");
    }

    private static void Check(NetBreakdown net, Amount expected, Amount realised)
    {
        Assert.Equal(expected, net.Expected);
        Assert.Equal(realised, net.Realised);
        Assert.Equal(net.Realised, net.Expected - net.Slippage - net.FeeDifference - net.Recovery - net.Unfilled - net.Held - net.Basis - net.Rounding);
        Assert.True(net.AddsUp);
        Assert.True(Size(net.Rounding) < Insignificant, $"{net}");
    }

    /// <summary>Fills in part, at any price the limit allows, or not at all, until nothing is open.</summary>
    private static void Play(TradingDesk desk, Cycle cycle, Random random)
    {
        for (var step = 0; cycle.IsOpen && step < 400; step++)
        {
            var open = desk.Sent.Where(order => !order.IsTerminal).ToList();
            if (open.Count == 0)
            {
                desk.Pass(TradingDesk.Second);
                continue;
            }

            if (random.Next(4) == 0)
                desk.Quote(desk.BetaBtc, $"{random.Next(90, 103)}.00", "103.10");
            if (random.Next(4) == 0)
                desk.Quote(desk.EthUsdt, $"4.{random.Next(10, 99)}", "5.30");
            var order = open[random.Next(open.Count)];
            var share = step > 200 || random.Next(3) > 0 ? 100 : random.Next(2) * random.Next(0, 100);
            var better = new Exact(random.Next(0, 30), 4);
            var price = order.Limit.Value * (order.Side == Side.Buy ? Exact.One - better : Exact.One + better);
            FillAt(desk, order, new Price(price), new Exact(share, 2));
        }
    }

    private void CloseAtLimits(Cycle cycle)
    {
        while (cycle.IsOpen)
        {
            foreach (var order in _desk.Sent.Where(order => !order.IsTerminal).ToList())
                FillAt(order, order.Limit);
            _desk.Pass(TradingDesk.Second);
        }
    }

    private void FillAt(Order order, Price price) => FillAt(_desk, order, price, Exact.One);

    private static void FillAt(TradingDesk desk, Order order, Price price, Exact share)
    {
        var quantity = new Quantity(order.Quantity.Value * share).ToLot(order.Instrument.Lot);
        if (quantity.IsZero)
        {
            desk.End(order, ReplyKind.Ended);
            return;
        }

        var notional = price * quantity;
        var inBase = order.Side == Side.Buy && order.Instrument.Fees.PaidIn == FeeAsset.Received;
        var fee = ((inBase ? quantity.Value : notional.Value) * new Exact(order.Instrument.Fees.Taker.RateUnits, 8)).Round(8, Rounding.Ceiling);
        desk.Reply(new OrderReply(order.Id, ReplyKind.Ended, quantity, notional, Amount.From(fee), inBase ? order.Instrument.Symbol.Base : order.Instrument.Symbol.Quote, ""));
    }

    private (TradeMeasures Measures, NetBreakdown Net) Measure(Cycle cycle)
    {
        var measures = new TradeMeasures(Rates());
        NetBreakdown? net = null;
        measures.Measured += measured => net = measured.InStart;
        measures.OnCycle(cycle);
        Assert.NotNull(net);
        Check(net, cycle.ExpectedNet, cycle.RealisedNet);
        return (measures, net);
    }

    private BookRates Rates() => new(_desk.Instruments, new HashSet<Asset> { TradingDesk.Usdt });

    private static Exact Size(Amount amount) => amount.Sign < 0 ? -amount.Value : amount.Value;
}

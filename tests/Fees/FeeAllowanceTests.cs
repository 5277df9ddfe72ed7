using Arbit.EdgeRunner.Execution;
using Arbit.EdgeRunner.Execution.Records;
using Arbit.EdgeRunner.Fees;
using Arbit.Markets;
using Arbit.Money;
using Arbit.Tests.Risk;

namespace Arbit.Tests.Fees;

/// <summary>An account that trades $10,000 a month without a fee, and what counts when that is used up (strategy.md, Fees Manager).</summary>
public sealed class FeeAllowanceTests
{
    private static readonly long July = At(2026, 7, 31);
    private static readonly long August = At(2026, 8, 1);

    private readonly RiskBench _bench = new();
    private readonly FeesManager _fees;

    public FeeAllowanceTests()
    {
        var source = new ConfiguredFees(_bench.Instruments, new Dictionary<Venue, FeeDiscount>(), new Dictionary<Venue, Amount> { [RiskBench.Alpha] = Amount.Parse("10000") }, _bench.Book.Volumes, _bench.Rates);
        _fees = new FeesManager(source, new Exact(200, 0), 3, _bench.Instruments, _bench.Book.Ledger, _bench.Rates);
    }

    [Fact]
    public void Nothing_is_paid_while_a_whole_cycle_fits_into_what_is_left_and_the_ordinary_fee_after_that()
    {
        Assert.True(_fees.Refresh(July));
        Assert.Equal(Bps.From(0m), BtcUsdt.Fees.Taker);
        Assert.Equal(Bps.From(10m), _bench.Instruments[3].Instrument.Fees.Taker);

        // Three legs of 200 USD are the most that one cycle trades there.
        Trade(July, "94", "9400");
        Assert.False(_fees.Refresh(July));
        Assert.Equal(Amount.Parse("600"), Alpha.Allowance?.Left);
        Trade(July, "0.0001", "0.01");
        Assert.True(_fees.Refresh(July));
        Assert.False(Alpha.IsFree);
        Assert.Equal((Bps.From(10m), FeeAsset.Received), (BtcUsdt.Fees.Taker, BtcUsdt.Fees.PaidIn));
    }

    [Fact]
    public void The_next_month_utc_begins_with_all_of_it()
    {
        Trade(July, "100", "10000");
        _fees.Refresh(July);
        Assert.Equal(Amount.Zero, Alpha.Allowance?.Left);
        Assert.True(_fees.Refresh(August));
        Assert.Equal(Amount.Parse("10000"), Alpha.Allowance?.Left);

        // A word that comes late about July takes nothing from August.
        Trade(August, "1", "100");
        Trade(July, "1", "100");
        _fees.Refresh(August);
        Assert.Equal(Amount.Parse("9900"), Alpha.Allowance?.Left);
    }

    [Fact]
    public void A_restart_knows_what_was_used()
    {
        Trade(July, "20", "2000");
        var after = new TradeBook(_bench.Instruments, new HashSet<Asset> { RiskBench.Usdt });
        after.Restore(RecordCodec.Decode<Checkpoint>(RecordCodec.Encode(_bench.Book.ToCheckpoint())));
        Assert.Equal([(RiskBench.Usdt, Amount.Parse("2000"))], after.Volumes.Of(RiskBench.Alpha, July));
        Assert.Empty(after.Volumes.Of(RiskBench.Beta, July));
        Assert.Empty(after.Volumes.Of(RiskBench.Alpha, August));
    }

    [Fact]
    public void A_fill_that_is_told_twice_is_counted_once()
    {
        var order = _bench.Send(July, "2", "200");
        Fill(order, July, "1", "100");
        Fill(order, July, "1", "100");
        Fill(order, July, "2", "200");
        _fees.Refresh(July);
        Assert.Equal(Amount.Parse("9800"), Alpha.Allowance?.Left);
    }

    /// <summary>L29: what has no rate is no zero.</summary>
    [Fact]
    public void What_was_traded_in_a_coin_without_a_rate_leaves_nothing_to_count_on()
    {
        _bench.Book.Volumes.Add(July, RiskBench.Alpha, RiskBench.Btc, Amount.Parse("1"));
        Assert.True(_fees.Refresh(July));

        // BTC can be sold at 99.90.
        Assert.Equal(Amount.Parse("9900.1"), Alpha.Allowance?.Left);
        foreach (var traded in _bench.Instruments)
            traded.Book.Break(EdgeRunner.Books.BookReason.SequenceGap);
        _bench.Rates.OnMarket(_bench.Instruments[0]);
        _bench.Rates.OnMarket(_bench.Instruments[3]);
        Assert.True(_fees.Refresh(July));
        Assert.Null(Alpha.Allowance?.Left);
        Assert.Equal(Bps.From(10m), BtcUsdt.Fees.Taker);
    }

    [Fact]
    public void A_fee_that_the_source_says_anew_is_taken_at_the_next_refresh()
    {
        var source = new ToldFees();
        var fees = new FeesManager(source, new Exact(200, 0), 3, _bench.Instruments, _bench.Book.Ledger, _bench.Rates);
        Assert.False(fees.Refresh(1));
        source.Fees = new FeeSchedule(Bps.From(4m), Bps.From(2m), FeeAsset.Quote);
        Assert.True(fees.Refresh(2));
        Assert.Equal(source.Fees, BtcUsdt.Fees);
        source.Fees = null;
        Assert.False(fees.Refresh(3));
        Assert.Equal(Bps.From(4m), BtcUsdt.Fees.Taker);
    }

    private FeeAccount Alpha => _fees.Accounts[0];

    private Instrument BtcUsdt => _bench.Instruments[0].Instrument;

    private static long At(int year, int month, int day) => (new DateTimeOffset(year, month, day, 12, 0, 0, TimeSpan.Zero) - DateTimeOffset.UnixEpoch).Ticks * 100;

    private void Trade(long time, string quantity, string notional) => Fill(_bench.Send(time, quantity, notional), time, quantity, notional);

    private void Fill(Order order, long time, string quantity, string notional)
        => _bench.Book.Apply(new OrderAdvanced(time, order.Id, Quantity.Parse(quantity), Notional.Parse(notional), Amount.Zero, RiskBench.Usdt));

    private sealed class ToldFees : IFeeSource
    {
        public FeeSchedule? Fees { get; set; }

        public FeeSchedule? Of(Instrument instrument) => Fees;

        public FeeDiscount? DiscountOf(Venue venue) => null;

        public FeeAllowance? AllowanceOf(Venue venue, long now) => null;
    }
}

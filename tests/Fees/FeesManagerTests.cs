using Arbit.EdgeRunner.Execution.Paper;
using Arbit.EdgeRunner.Fees;
using Arbit.EdgeRunner.Ledger;
using Arbit.Markets;
using Arbit.Money;
using Arbit.Tests.Risk;

namespace Arbit.Tests.Fees;

/// <summary>The discount for paying in the venue's own asset, here ETH at alpha: a quarter off, while there is enough of it.</summary>
public sealed class FeesManagerTests
{
    private static readonly Asset Eth = new("ETH");

    private readonly RiskBench _bench = new();
    private readonly FeesManager _fees;

    public FeesManagerTests()
        => _fees = new FeesManager(
            new ConfiguredFees(_bench.Instruments, new Dictionary<Venue, FeeDiscount> { [RiskBench.Alpha] = new(Eth, Bps.From(2_500m)) }, new Dictionary<Venue, Amount>(), _bench.Book.Volumes, _bench.Rates), new Exact(200, 0), 3, _bench.Instruments, _bench.Book.Ledger, _bench.Rates);

    [Fact]
    public void It_is_counted_on_only_over_the_fees_of_a_hundred_trades()
    {
        // 200 USD × 7.5 bps × 100 = 15 USD; ETH can be sold at 5.20.
        Deposit("2.88");
        Assert.False(_fees.Refresh(1));
        Assert.Equal(FeeAsset.Received, BtcUsdt.Fees.PaidIn);
        Deposit("0.01");
        Assert.True(_fees.Refresh(1));
        Assert.Equal((FeeAsset.Other, Eth, Bps.From(7.5m)), (BtcUsdt.Fees.PaidIn, BtcUsdt.Fees.OtherAsset, BtcUsdt.Fees.Taker));
        Assert.False(_fees.Refresh(1));
        Assert.Equal(Amount.Parse("2.88461539"), _fees.Accounts[0].Kept);
    }

    [Fact]
    public void What_is_kept_for_fees_is_not_traded_with()
    {
        Deposit("4");
        _fees.Refresh(1);
        Assert.Equal(Amount.Parse("1.11538461"), _fees.Free(RiskBench.Alpha, Eth));
    }

    /// <summary>L29: no rate, no discount.</summary>
    [Fact]
    public void Without_a_proven_price_of_the_asset_no_discount_is_assumed()
    {
        Deposit("4");
        Assert.True(_fees.Refresh(1));
        _bench.Instruments[2].Book.Break(EdgeRunner.Books.BookReason.SequenceGap);
        Assert.True(_fees.Refresh(1));
        Assert.Equal((FeeAsset.Received, Bps.From(10m)), (BtcUsdt.Fees.PaidIn, BtcUsdt.Fees.Taker));
    }

    [Fact]
    public void Other_accounts_pay_as_ever()
    {
        Deposit("4");
        _fees.Refresh(1);
        Assert.Equal(FeeAsset.Received, _bench.Instruments[3].Instrument.Fees.PaidIn);
        Assert.Equal(FeeAsset.Other, _bench.Instruments[1].Instrument.Fees.PaidIn);
    }

    [Fact]
    public void Paper_charges_it_in_that_asset_by_its_bid_and_as_ever_where_that_is_gone()
    {
        Deposit("4");
        _fees.Refresh(1);
        var fill = PaperMatch.Fill(_bench.Instruments[0], Side.Buy, Quantity.Parse("2"), Price.Parse("100"));

        // 200 USDT × 7.5 bps ÷ 5.20, rounded up.
        Assert.Equal((Amount.Parse("0.02884616"), Eth), (fill.Fee, fill.FeeAsset));
        _bench.Instruments[2].Book.Break(EdgeRunner.Books.BookReason.SequenceGap);
        fill = PaperMatch.Fill(_bench.Instruments[0], Side.Buy, Quantity.Parse("2"), Price.Parse("100"));
        Assert.Equal((Amount.Parse("0.002"), RiskBench.Btc), (fill.Fee, fill.FeeAsset));
    }

    private Instrument BtcUsdt => _bench.Instruments[0].Instrument;

    private void Deposit(string amount) => _bench.Deposit(Place.Trading(RiskBench.Alpha), Eth, amount);
}

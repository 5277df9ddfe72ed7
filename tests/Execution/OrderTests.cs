using Arbit.EdgeRunner.Detection;
using Arbit.EdgeRunner.Execution;
using Arbit.Markets;
using Arbit.Money;
using static Arbit.Tests.Execution.TradingDesk;

namespace Arbit.Tests.Execution;

/// <summary>What an order makes of a venue's words: cumulative, in any order, any number of times, and never what cannot be.</summary>
public sealed class OrderTests
{
    private readonly TradingDesk _desk = new();
    private readonly Order _order;

    public OrderTests()
    {
        _desk.Open(PathKind.Cross);
        _order = _desk.Sent.First(order => order.Side == Side.Buy);
    }

    [Fact]
    public void What_says_no_more_than_is_known_changes_nothing()
    {
        Assert.True(_order.TryAdvance(Half, new Notional(new Exact(50, 0)), Amount("0.01"), Btc));
        Assert.False(_order.TryAdvance(Half, new Notional(new Exact(99, 0)), Amount("5"), Usdt));
        Assert.False(_order.TryAdvance(Quantity.Zero, Notional.Zero, Amount("0"), default));
        Assert.Equal((Half, new Notional(new Exact(50, 0)), Amount("0.01"), Btc), (_order.Filled, _order.FilledNotional, _order.Fee, _order.FeeAsset));
    }

    [Theory]
    [InlineData("the whole of it", "1", "100", "0.02", "BTC", true)]
    [InlineData("as much as is known", "0.5", "1", "0", "USDT", true)]
    [InlineData("less than is known", "0.25", "1", "0", "USDT", true)]
    [InlineData("more than was ordered", "1.0001", "100", "0.02", "BTC", false)]
    [InlineData("more filled and less paid", "1", "49", "0.02", "BTC", false)]
    [InlineData("more filled for as much", "1", "50", "0.02", "BTC", true)]
    [InlineData("more filled and less of a fee", "1", "100", "0.009", "BTC", false)]
    [InlineData("more filled for the same fee", "1", "100", "0.01", "BTC", true)]
    [InlineData("the fee in another asset", "1", "100", "0.02", "USDT", false)]
    public void A_report_that_cannot_be_is_known(string name, string share, string notional, string fee, string asset, bool canBe)
    {
        _order.TryAdvance(Half, new Notional(new Exact(50, 0)), Amount("0.01"), Btc);
        var quantity = new Quantity(_order.Quantity.Value * Exact.Parse(share));
        var reply = new OrderReply(_order.Id, ReplyKind.Progress, quantity, new Notional(Exact.Parse(notional)), Amount(fee), new Asset(asset), "");
        Assert.True(canBe == _order.CanBecome(reply), name);
    }

    [Fact]
    public void A_first_report_may_name_any_fee_and_one_without_a_fee_binds_none()
    {
        OrderReply With(string share, string fee, Asset asset) => new(
            _order.Id, ReplyKind.Progress, new Quantity(_order.Quantity.Value * Exact.Parse(share)), new Notional(new Exact(60, 0)), Amount(fee), asset, "");
        Assert.True(_order.CanBecome(With("0.6", "0.01", Usdt)));
        _order.TryAdvance(Half, new Notional(new Exact(50, 0)), Amount("0"), default);
        Assert.True(_order.CanBecome(With("0.6", "0.01", Usdt)));
    }

    [Theory]
    [InlineData("USDT", "50.01")]
    [InlineData("BTC", "50")]
    public void What_it_spent_has_the_fee_in_it_where_that_is_paid_in_the_same(string feeAsset, string spent)
    {
        _order.TryAdvance(Half, new Notional(new Exact(50, 0)), Amount("0.01"), new Asset(feeAsset));
        Assert.Equal(Amount(spent), _order.Spent);
    }

    [Fact]
    public void A_sale_spends_what_was_filled()
    {
        var sale = _desk.Sent.First(order => order.Side == Side.Sell);
        var half = new Quantity(sale.Quantity.Value * Exact.Parse("0.5"));
        sale.TryAdvance(half, new Notional(new Exact(50, 0)), Amount("0.01"), sale.Receives);
        Assert.Equal(Arbit.Money.Amount.From(half), sale.Spent);
    }

    /// <summary>A fee on top is rounded up to the venue's eight decimals: not one step less is claimed, and not one more.</summary>
    [Theory]
    [InlineData("alpha", Side.Buy, "123.462345")]
    [InlineData("beta", Side.Buy, "123.58580735")]
    [InlineData("alpha", Side.Sell, "1.2345")]
    [InlineData("beta", Side.Sell, "1.2345")]
    public void The_most_that_it_can_cost_is_everything_at_its_limit_and_the_fee_where_that_comes_on_top(string venue, Side side, string cost)
    {
        var instrument = _desk.Instruments.First(traded => traded.Instrument.Venue.Name == venue).Instrument;
        Assert.Equal(Amount(cost), Order.WorstCostOf(instrument, side, Quantity.Parse("1.2345"), Price.Parse("100.01")));
    }

    [Fact]
    public void What_it_is_claimed_for_is_the_most_that_it_can_cost()
    {
        Assert.All(_desk.Sent, order => Assert.Equal(Order.WorstCostOf(order.Instrument, order.Side, order.Quantity, order.Limit), order.WorstCost));
        Assert.All(_desk.Sent, order => Assert.Equal(order.WorstCost, order.Reserved));
        Assert.All(_desk.Sent, order => Assert.True(order.WorstCost.Sign > 0));
    }

    [Fact]
    public void A_purchase_spends_the_quote_for_the_base_and_a_sale_the_base_for_the_quote()
    {
        var sale = _desk.Sent.First(order => order.Side == Side.Sell);
        Assert.Equal((Usdt, Btc), (_order.Spends, _order.Receives));
        Assert.Equal((Btc, Usdt), (sale.Spends, sale.Receives));
        Assert.Equal(("alpha", "beta"), (_order.Place.Name, sale.Place.Name));
    }

    [Theory]
    [InlineData(OrderState.Sent, false)]
    [InlineData(OrderState.Open, false)]
    [InlineData(OrderState.Unknown, false)]
    [InlineData(OrderState.Filled, true)]
    [InlineData(OrderState.Expired, true)]
    [InlineData(OrderState.Rejected, true)]
    [InlineData(OrderState.NotFound, true)]
    public void Ended_is_what_can_be_filled_no_further(OrderState state, bool isTerminal)
    {
        Assert.Equal((OrderState.Sent, "", 0L), (_order.State, _order.Note, _order.DoneAt));
        _order.State = state;
        Assert.Equal(isTerminal, _order.IsTerminal);
    }

    [Fact]
    public void Its_end_says_when_and_why()
    {
        _desk.Pass(Millisecond);
        _desk.Reply(new OrderReply(_order.Id, ReplyKind.Rejected, Quantity.Zero, Notional.Zero, Arbit.Money.Amount.Zero, default, "no such pair"));
        Assert.Equal((OrderState.Rejected, "no such pair", _desk.Now), (_order.State, _order.Note, _order.DoneAt));
    }

    private Quantity Half => new(_order.Quantity.Value * Exact.Parse("0.5"));
}

using Arbit.EdgeRunner.Books;
using Arbit.EdgeRunner.Detection;
using Arbit.EdgeRunner.Execution;
using Arbit.EdgeRunner.Execution.Guards;
using Arbit.EdgeRunner.Execution.Records;
using Arbit.Markets;
using Arbit.Money;
using Arbit.Tests.Journal;
using Arbit.Tests.State;

namespace Arbit.Tests.Execution.Guards;

/// <summary>Nothing leaves but what a person has confirmed, and within the limits that were confirmed.</summary>
public sealed class GuardedGatewayTests : IDisposable
{
    private const long Day = 86_400_000_000_000;
    private const long Now = 20_000 * Day;
    private static readonly Venue Alpha = new("alpha");
    private static readonly OrderLimits Limits = new(Amount.Parse("10"), Amount.Parse("25"));

    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("arbit-guards");
    private readonly OrderConfirmations _confirmations;
    private readonly SentOrders _sent = new();
    private readonly List<OrderReply> _answers = [];
    private readonly List<AccountStanding> _standings = [];
    private readonly SentNotionals _today = new();
    private int _orders;

    public GuardedGatewayTests() => _confirmations = new OrderConfirmations(_data.FullName, OrderMode.Real);

    public void Dispose() => _data.Delete(recursive: true);

    [Fact]
    public void In_a_dry_run_every_order_is_answered_as_rejected_and_none_leaves()
    {
        Confirm();
        var gateway = Gateway(OrderMode.DryRun);
        gateway.Send(Order("0.0001"));
        Assert.Equal(OrderReply.KeptBack("1-1-1", GuardedGateway.Dry), Assert.Single(_answers));
        Assert.Empty(_sent.Orders);
    }

    [Fact]
    public void Until_a_person_has_typed_the_sentence_nothing_leaves_and_then_it_does()
    {
        var gateway = Gateway();
        gateway.Send(Order("0.0001"));
        Assert.Equal("alpha is not confirmed: type `arbit confirm alpha`; never sent", Assert.Single(_answers).Note);
        Confirm();
        gateway.Send(Order("0.0001"));
        Assert.Single(_sent.Orders);
    }

    [Fact]
    public void The_sentence_names_account_and_limits_and_nothing_else_will_do()
    {
        Assert.Equal("real money on alpha: at most 10 USD an order, 25 USD a day", _confirmations.SentenceOf(Alpha, Limits));
        Assert.False(_confirmations.TryConfirm(Alpha, Limits, "yes"));
        Assert.False(_confirmations.IsConfirmed(Alpha, Limits));
        Confirm();
        Assert.True(new OrderConfirmations(_data.FullName, OrderMode.DryRun).IsConfirmed(Alpha, Limits));
        Assert.False(_confirmations.IsConfirmed(new Venue("beta"), Limits));
    }

    [Fact]
    public void Raised_limits_are_to_be_confirmed_again()
    {
        Confirm();
        Gateway(limits: Limits with { PerOrder = Amount.Parse("11") }).Send(Order("0.0001"));
        Assert.Contains("not confirmed", Assert.Single(_answers).Note, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0.0001", true)]
    [InlineData("0.00010001", false)]
    public void An_order_over_the_limit_is_refused_by_a_cent(string quantity, bool leaves)
    {
        Confirm();
        Gateway().Send(Order(quantity));
        Assert.Equal(leaves, _sent.Orders.Count == 1);
        Assert.Equal(leaves, _answers.Count == 0);
    }

    [Fact]
    public void A_day_ends_at_its_limit_and_the_next_begins_at_nothing()
    {
        Confirm();
        var gateway = Gateway();
        gateway.Send(Order("0.0001"));
        gateway.Send(Order("0.0001"));
        gateway.Send(Order("0.0001"));
        Assert.Equal(2, _sent.Orders.Count);
        Assert.Contains("over 25 USD", Assert.Single(_answers).Note, StringComparison.Ordinal);
        gateway.Send(Order("0.0001", at: Now + Day));
        Assert.Equal(3, _sent.Orders.Count);
    }

    [Fact]
    public void A_rehearsals_sentence_is_none_for_real_money()
    {
        var rehearsed = new OrderConfirmations(_data.FullName, OrderMode.Rehearsal);
        Assert.True(rehearsed.TryConfirm(Alpha, Limits, "simulated money on alpha: at most 10 USD an order, 25 USD a day"));
        Assert.True(rehearsed.IsConfirmed(Alpha, Limits));
        Assert.False(_confirmations.IsConfirmed(Alpha, Limits));
    }

    [Fact]
    public void How_an_account_stands_is_told_whenever_it_is_read()
    {
        var gateway = Gateway();
        gateway.AskAccount(Alpha, 1);
        Confirm();
        gateway.AskAccount(Alpha, 2);
        gateway.AskAccount(new Venue("beta"), 3);
        Assert.Equal([new AccountStanding(Alpha, false), new AccountStanding(Alpha, true)], _standings);
    }

    [Fact]
    public async Task What_was_typed_outlives_the_disk_and_what_a_disk_has_stays()
    {
        var store = new ScriptedStateStore();
        Confirm();
        await _confirmations.StoreAsync(store, Alpha, CancellationToken.None);
        using var empty = new TemporaryDirectory();
        var after = new OrderConfirmations(empty.Path, OrderMode.Real);
        await after.RestoreAsync(store, [Alpha, new Venue("beta")], CancellationToken.None);
        Assert.True(after.IsConfirmed(Alpha, Limits));
        Assert.False(after.IsConfirmed(new Venue("beta"), Limits));

        var raised = Limits with { PerDay = Amount.Parse("500") };
        Assert.True(after.TryConfirm(Alpha, raised, after.SentenceOf(Alpha, raised)));
        await after.StoreAsync(store, Alpha, CancellationToken.None);
        await _confirmations.RestoreAsync(store, [Alpha], CancellationToken.None);
        Assert.True(_confirmations.IsConfirmed(Alpha, Limits));
    }

    [Theory]
    [InlineData(OrderPurpose.Unwind)]
    [InlineData(OrderPurpose.Complete)]
    [InlineData(OrderPurpose.Hedge)]
    public void What_closes_an_open_leg_is_not_stopped_by_the_day_and_may_follow_the_price(OrderPurpose purpose)
    {
        Confirm();
        var gateway = Gateway();
        gateway.Send(Order("0.0001"));
        gateway.Send(Order("0.0001"));
        gateway.Send(Order("0.00011", purpose));
        Assert.Equal(3, _sent.Orders.Count);
        gateway.Send(Order("0.00021", purpose));
        Assert.Contains("over the 20 USD", Assert.Single(_answers).Note, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_rate_the_limit_cannot_be_kept_and_nothing_leaves()
    {
        Confirm();
        Gateway(rate: null).Send(Order("0.0001"));
        Assert.Contains("is not known", Assert.Single(_answers).Note, StringComparison.Ordinal);
    }

    [Fact]
    public void An_account_without_limits_is_sent_nothing()
    {
        var gateway = new GuardedGateway(_sent, new AccountGateSettings(OrderMode.Real, new Dictionary<Venue, OrderLimits>()), _confirmations, _answers.Add, _standings.Add);
        gateway.Begin(new Rate(Price.Parse("1")), _today);
        gateway.Send(Order("0.0001"));
        Assert.Contains("no order limits", Assert.Single(_answers).Note, StringComparison.Ordinal);
    }

    [Fact]
    public void Looking_up_cancelling_and_reading_are_let_through_in_a_dry_run()
    {
        var gateway = Gateway(OrderMode.DryRun);
        var order = Order("0.0001");
        gateway.LookUp(order);
        gateway.Cancel(order);
        gateway.AskAccount(Alpha, 7);
        Assert.Equal([$"look up {order.Id}", $"cancel {order.Id}", "account alpha 7"], _sent.Others);
    }

    private void Confirm() => Assert.True(_confirmations.TryConfirm(Alpha, Limits, "  " + _confirmations.SentenceOf(Alpha, Limits) + "\n"));

    private GuardedGateway Gateway(OrderMode mode = OrderMode.Real, OrderLimits? limits = null, string? rate = "1")
    {
        var gateway = new GuardedGateway(_sent, new AccountGateSettings(mode, new Dictionary<Venue, OrderLimits> { [Alpha] = limits ?? Limits }), _confirmations, _answers.Add, _standings.Add);
        gateway.Begin(new Rate(rate is null ? null : Price.Parse(rate)), _today);
        return gateway;
    }

    /// <summary>At 100,000 dollars a coin: 0.0001 of it are 10.</summary>
    private Order Order(string quantity, OrderPurpose purpose = OrderPurpose.Entry, long at = Now)
    {
        var symbol = Symbol.Parse("BTC/USDT");
        var instrument = new Instrument(Alpha, symbol, "BTCUSDT", Price.Parse("0.01"), Quantity.Parse("0.00000001"), Quantity.Zero, Notional.Zero, FeeSchedule.PaperDefault);
        var cycle = new Cycle(new CycleOpened(at, 1, 1, PathKind.Cross, [], symbol.Quote, symbol.Quote, Amount.Zero, Amount.Zero), [], new HashSet<Asset>());
        var order = new Order($"1-1-{++_orders}", cycle, 0, purpose, new TradedInstrument(0, instrument, new OrderBook()), Side.Buy, Quantity.Parse(quantity), Price.Parse("100000"), at);

        // As the book has it: an intent is counted before its order leaves.
        _today.Add(order);
        return order;
    }

    private sealed class Rate(Price? rate) : IRates
    {
        public ConversionCell Between(Asset from, Asset to) => new();

        public Price? InDollars(Asset asset) => rate;
    }

    private sealed class SentOrders : IOrderGateway
    {
        public List<Order> Orders { get; } = [];

        public List<string> Others { get; } = [];

        public void Send(Order order) => Orders.Add(order);

        public void Cancel(Order order) => Others.Add($"cancel {order.Id}");

        public void LookUp(Order order) => Others.Add($"look up {order.Id}");

        public void AskAccount(Venue venue, long since) => Others.Add($"account {venue} {since}");
    }
}

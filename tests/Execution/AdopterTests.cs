using Arbit.EdgeRunner.Detection;
using Arbit.EdgeRunner.Execution;
using Arbit.EdgeRunner.Execution.Records;
using Arbit.Markets;
using Arbit.Money;
using Arbit.Strategy;

namespace Arbit.Tests.Execution;

/// <summary>A run that found no journal: what it asks, when it believes the answers, and that nothing is traded before.</summary>
public sealed class AdopterTests
{
    private const long LongestSend = 3 * TradingDesk.Second;
    private const long Patience = 10 * TradingDesk.Second;

    private readonly TradingDesk _desk = TradingDesk.WithoutAJournal();
    private readonly Adopter _adopter;

    public AdopterTests()
    {
        _desk.Executor.Fence(40);
        _adopter = new Adopter([TradingDesk.Alpha, TradingDesk.Beta], _desk.Executor, TradingDesk.Dollars, _desk, _desk, LongestSend, Patience);
    }

    private int Asked => _desk.Steps.Count(step => step.StartsWith("ask ", StringComparison.Ordinal));

    [Fact]
    public void A_first_run_goes_on_at_once_with_what_the_venues_hold()
    {
        _adopter.Begin(_desk.Now);
        Assert.Equal(2, Asked);
        Assert.False(Tell(TradingDesk.Alpha, "123.5"));
        Assert.True(_desk.Book.IsUnsettled);
        Assert.True(Tell(TradingDesk.Beta, "0.5"));
        Assert.False(_desk.Book.IsUnsettled);
        Assert.Equal(123.5m, _desk.TotalOf(TradingDesk.Alpha, TradingDesk.Usdt));
        Assert.Equal(0.5m, _desk.TotalOf(TradingDesk.Beta, TradingDesk.Usdt));

        // Expected, and not there.
        Assert.Equal(0m, _desk.TotalOf(TradingDesk.Beta, TradingDesk.Btc));
        Assert.Empty(_desk.Book.Open);
        Assert.True(_desk.Book.Ledger.Check());
    }

    [Fact]
    public void Where_a_venue_knows_orders_of_ours_all_are_asked_again_once_none_can_be_on_its_way()
    {
        _adopter.Begin(_desk.Now);
        Tell(TradingDesk.Alpha, "1", Bought("7-1-1"));
        Assert.False(Tell(TradingDesk.Beta, "1"));
        _desk.Pass(LongestSend - 1);
        _adopter.OnTimer(_desk.Now);
        Assert.Equal(2, Asked);
        _desk.Pass(1);
        _adopter.OnTimer(_desk.Now);
        Assert.Equal(4, Asked);
        Tell(TradingDesk.Alpha, "1", Bought("7-1-1"), Bought("7-1-2"));
        Assert.True(Tell(TradingDesk.Beta, "1"));
        Assert.Equal(["7-1-1", "7-1-2"], Assert.Single(_desk.Book.Open).Orders.Select(order => order.Id));
    }

    [Fact]
    public void A_venue_that_does_not_answer_is_asked_again_and_everything_waits_for_it()
    {
        _adopter.Begin(_desk.Now);
        Tell(TradingDesk.Alpha, "1");
        _desk.Pass(Patience);
        _adopter.OnTimer(_desk.Now);
        Assert.Equal(3, Asked);
        Assert.Contains("beta", _adopter.Waiting, StringComparison.Ordinal);
        Assert.True(_desk.Book.IsUnsettled);
        Assert.True(Tell(TradingDesk.Beta, "1"));
    }

    [Fact]
    public void What_was_asked_before_the_lease_was_lost_counts_nothing_when_it_is_back()
    {
        _adopter.Begin(_desk.Now);
        Tell(TradingDesk.Alpha, "1");
        var before = _desk.Now;
        _desk.Pass(1);
        _adopter.Interrupt(_desk.Now);
        _desk.Pass(TradingDesk.Second);
        _adopter.Begin(_desk.Now);
        Assert.False(_adopter.TryAdopt(Report(TradingDesk.Alpha, before, "1"), _desk.Now));
        Assert.False(_adopter.TryAdopt(Report(TradingDesk.Beta, before, "1"), _desk.Now));
        Assert.False(Tell(TradingDesk.Alpha, "2"));
        Assert.True(Tell(TradingDesk.Beta, "2"));
        Assert.Equal(2m, _desk.TotalOf(TradingDesk.Alpha, TradingDesk.Usdt));
    }

    [Fact]
    public void A_number_that_the_venues_know_already_is_traded_under_by_nobody_and_a_person_is_told_how_to_go_on()
    {
        _adopter.Begin(_desk.Now);
        _desk.Pass(LongestSend);
        Tell(TradingDesk.Alpha, "1", Bought("zz-1-1"));
        Assert.False(Tell(TradingDesk.Beta, "1"));
        Assert.True(_desk.Book.IsUnsettled);
        Assert.Contains("above 1295", _adopter.WayOut, StringComparison.Ordinal);
        Assert.Contains("1295", _adopter.Waiting, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_is_traded_before_and_a_restart_knows_that_it_was_not_settled()
    {
        Assert.Equal(RefusalReason.Unsettled, _desk.Look(PathKind.Cross));
        Assert.True(RecordCodec.Decode<Checkpoint>(RecordCodec.Encode(_desk.Book.ToCheckpoint())).IsUnsettled);
        _adopter.Begin(_desk.Now);
        Tell(TradingDesk.Alpha, "1000");
        Tell(TradingDesk.Beta, "1000");
        Assert.NotEqual(RefusalReason.Unsettled, _desk.Look(PathKind.Cross));
        Assert.False(_desk.Book.ToCheckpoint().IsUnsettled);
    }

    private static ReportedOrder Bought(string id)
        => new(id, Symbol.Parse("BTC/USDT"), Side.Buy, Quantity.Parse("1"), Price.Parse("90"), false, Quantity.Parse("1"), Notional.Parse("90"), Amount.Zero, TradingDesk.Usdt);

    private static AccountReport Report(Venue venue, long askedAt, string dollars, params ReportedOrder[] orders)
        => new(venue, askedAt, 0, [new ReportedBalance(TradingDesk.Usdt, Amount.Parse(dollars), Amount.Zero)], orders);

    private bool Tell(Venue venue, string dollars, params ReportedOrder[] orders) => _adopter.TryAdopt(Report(venue, _desk.Now, dollars, orders), _desk.Now);
}

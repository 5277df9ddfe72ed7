using Arbit.EdgeRunner.Detection;
using Arbit.EdgeRunner.Execution;
using Arbit.Markets;
using Arbit.Messages.Commands;
using Arbit.Money;
using static Arbit.Tests.Execution.TradingDesk;

namespace Arbit.Tests.Execution;

/// <summary>What a person reads afterwards: the whole way of a cycle, in order, every amount and every why.</summary>
public sealed class AuditTrailTests
{
    private readonly TradingDesk _desk = new();

    [Fact]
    public void A_cross_pair_that_went_well()
    {
        var cycle = _desk.Open(PathKind.Cross);
        var (buy, sell) = (_desk.Sent[0], _desk.Sent[1]);
        _desk.Fill(buy);
        _desk.Reply(_desk.Filled(sell, "1") with { Note = "done" });
        Assert.Equal(
            [
                $"cycle.opened 1-1: alpha buy BTC/USDT → beta sell BTC/USDT; expected {cycle.ExpectedNet} USDT on {cycle.Cost}",
                $"order.sent 1-1-1: Entry alpha Buy {buy.Quantity} BTC/USDT limit {buy.Limit}",
                $"order.sent 1-1-2: Entry beta Sell {sell.Quantity} BTC/USDT limit {sell.Limit}",
                $"order.filled 1-1-1: {buy.Quantity} of {buy.Quantity} BTC/USDT for {buy.FilledNotional}, fee {buy.Fee} BTC",
                "order.ended 1-1-1: Filled",
                $"order.filled 1-1-2: {sell.Quantity} of {sell.Quantity} BTC/USDT for {sell.FilledNotional}, fee {sell.Fee} USDT",
                "order.ended 1-1-2: Filled: done",
                $"cycle.closed 1-1: Completed: {cycle.RealisedNet} USDT, expected {cycle.ExpectedNet}",
            ],
            _desk.Audited);
    }

    [Fact]
    public void A_leg_that_was_left_over_and_taken_back()
    {
        var cycle = _desk.Open(PathKind.Cross);
        _desk.Converge();
        _desk.Pass(2 * Second);
        _desk.End(_desk.Sent[1], ReplyKind.Progress);
        _desk.Fill(_desk.Sent[0]);
        _desk.End(_desk.Sent[1], ReplyKind.Ended);
        var change = cycle.Change(Btc);
        var back = _desk.Sent[2];
        Assert.Equal(
            [
                "order.unknown 1-1-1: no answer in time; looked up, never sent again",
                "order.unknown 1-1-2: no answer in time; looked up, never sent again",
                "order.cancel 1-1-2: still open past its deadline",
                $"order.filled 1-1-1: {_desk.Sent[0].Quantity} of {_desk.Sent[0].Quantity} BTC/USDT for {_desk.Sent[0].FilledNotional}, fee {_desk.Sent[0].Fee} BTC",
                "order.ended 1-1-1: Filled",
                "order.ended 1-1-2: Expired",
                $"residual.opened 1-1: {change} BTC",
            ],
            _desk.Audited.Skip(3).Take(7));
        Assert.Matches(@"^residual\.route 1-1: Unwind on alpha BTC/USDT, 99\.\d+ USDT a unit, the best of [34]$", _desk.Audited[10]);
        Assert.Equal($"order.sent 1-1-3: Unwind alpha Sell {back.Quantity} BTC/USDT limit {back.Limit}", _desk.Audited[11]);
        Assert.Equal(12, _desk.Audited.Count);
    }

    [Fact]
    public void An_order_that_rests_says_so()
    {
        _desk.Quote(_desk.AlphaBtc, "99.90", "100.00", "20");
        _desk.Command(new Reserve("r", DateTimeOffset.MaxValue, "r", "alpha", Usdt, Amount("1000"), null));
        _desk.Command(new Trade("buy", DateTimeOffset.MaxValue, Alpha, Symbol.Parse("BTC/USDT"), Side.Buy, Amount("1000"), Bps.From(10m), "r") { Rests = true });
        Assert.Equal("order.sent 1-1-1000: Commanded alpha Buy 4 BTC/USDT limit 99.9, rests", _desk.Audited[^1]);
    }
}

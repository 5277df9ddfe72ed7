using Arbit.EdgeRunner.Detection;
using Arbit.EdgeRunner.Execution;
using Arbit.EdgeRunner.Execution.Records;
using Arbit.Markets;
using Arbit.Money;
using static Arbit.Tests.Execution.TradingDesk;

namespace Arbit.Tests.Execution;

/// <summary>Records as a journal has them, and books made of them.</summary>
internal static class BookRecords
{
    public const string Id = "1-1-1";

    /// <summary>A thousand each of three assets at both venues.</summary>
    public static TradeBook Stocked(TradingDesk desk)
    {
        var book = new TradeBook(desk.Instruments, Dollars);
        foreach (var venue in new[] { "alpha", "beta" })
        {
            foreach (var asset in new[] { Btc, Usdt, Sol })
                book.Apply(new Deposited(1, venue, asset, Amount("1000")));
        }

        return book;
    }

    /// <summary>What a restart makes of it.</summary>
    public static TradeBook Restarted(TradingDesk desk, TradeBook book)
    {
        var copy = new TradeBook(desk.Instruments, Dollars);
        copy.Restore(RecordCodec.Decode<Checkpoint>(RecordCodec.Encode(book.ToCheckpoint())));
        return copy;
    }

    public static CycleOpened Opened(int number, PathKind kind) => new(
        2,
        1,
        number,
        kind,
        kind == PathKind.Cross ? [new RecordedLeg(Alpha, Symbol.Parse("BTC/USDT"), Side.Buy, Quantity.Parse("2"), Price.Parse("100.5"), Price.Parse("100"))] : [],
        Usdt,
        Usdt,
        Amount("201"),
        Amount("1"));

    public static OrderIntended Intent(string venue, Side side)
        => new(3, Id, 1, 1, 0, OrderPurpose.Entry, new Venue(venue), Symbol.Parse("BTC/USDT"), side, Quantity.Parse("2"), Price.Parse("100.5"));
}

using Arbit.EdgeRunner.Execution;
using Arbit.EdgeRunner.Ledger;
using Arbit.EdgeRunner.Risk;
using Arbit.Markets;
using Arbit.Messages.Commands;
using Arbit.Money;

namespace Arbit.EdgeRunner.Treasury;

/// <summary>What of the slow side's commands is refused, and why: before anything is journalled of it.</summary>
/// <param name="book">What is held, claimed and set.</param>
/// <param name="trades">Where anything can be bought and sold.</param>
/// <param name="venues">Whose trading accounts are places: a name that is none would swallow money.</param>
public sealed class CommandRules(TradeBook book, CommandedTrades trades, IReadOnlyCollection<Venue> venues)
{
    /// <summary>Null where it may be done.</summary>
    public string? Refusal(EdgeCommand command, long now) => TooLate(command, now) ?? command switch
    {
        SetMode set => Refusal(set),
        Reserve reserve => Refusal(reserve, now),
        Trade trade => Refusal(trade),
        MoveMoney move => NoPlace(move.From) ?? NoPlace(move.To) ?? (move.Amount.Sign < 0 || move.Fee.Sign < 0 ? "an amount is less than nothing" : null),
        Credit credit => NoPlace(credit.Place) ?? (credit.Amount.Sign < 0 ? "the amount is less than nothing" : null),
        QuoteConversion quote => quote.Amount.Sign <= 0 ? "nothing is to be converted" : quote.From == quote.To ? "it is that already" : null,
        SetFees fees => fees.Fees.Any(fee => fee.Maker.RateUnits >= Bps.OneInRateUnits || fee.Taker.RateUnits is < 0 or >= Bps.OneInRateUnits) ? "a fee is no share of a trade" : null,
        Release or TellBalances or RestrainTrading => null,
        _ => $"this edge does not know how to do a {command.GetType().Name}",
    };

    /// <summary>What has happened in the world is booked however late it is said; everything else is not begun any more (lesson L33).</summary>
    private string? TooLate(EdgeCommand command, long now)
    {
        if (command is MoveMoney or Credit)
            return null;
        if (now > TreasuryBook.NanosecondsOf(command.ValidUntil))
            return "it came after its time";
        return command.Epoch is { } epoch && book.Treasury.Mode is { } mode && epoch < mode.Epoch
            ? $"it was decided under epoch {epoch} of the mode, which is at {mode.Epoch}"
            : null;
    }

    private string? Refusal(SetMode set)
    {
        var shares = set.Shares;
        if (shares.QBot.RateUnits < 0 || shares.ABot.RateUnits < 0 || shares.GBot.RateUnits < 0
            || shares.QBot.RateUnits + shares.ABot.RateUnits + shares.GBot.RateUnits > Bps.OneInRateUnits)
            return "the shares are less than nothing, or more than all there is";
        if (book.Treasury.Mode is not { } mode || set.ModeEpoch > mode.Epoch)
            return null;
        if (set.ModeEpoch < mode.Epoch)
            return $"epoch {set.ModeEpoch} is stale: the mode is at {mode.Epoch}";
        return set.Mode == mode.Mode ? null : $"epoch {mode.Epoch} is {mode.Mode} already";
    }

    private string? Refusal(Reserve reserve, long now)
    {
        if (reserve.Amount.Sign <= 0)
            return "nothing is to be reserved";
        if (NoPlace(reserve.Place) is { } none)
            return none;
        if (book.Treasury.Find(reserve.Reservation) is not null)
            return $"there is a reservation {reserve.Reservation} already";
        if (TreasuryBook.NanosecondsOf(reserve.Until) <= now)
            return "it would be over already";
        var free = book.Ledger.FreeAt(new Place(reserve.Place), reserve.Asset);
        return free < reserve.Amount ? $"{Amount.Max(free, Amount.Zero)} {reserve.Asset} are free at {reserve.Place}" : null;
    }

    private string? Refusal(Trade trade)
    {
        if (trade.Spend.Sign <= 0)
            return "nothing is to be spent";
        if (trade.MaxSlippage.RateUnits is < 0 or >= Bps.OneInRateUnits)
            return "the slippage is no share of a price";
        if (trades.Find(trade.Venue, trade.Symbol) is null)
            return $"{trade.Symbol} is not watched at {trade.Venue}";
        if (book.Trading == TradingState.Halted)
            return "trading is halted";
        if (trade.Reservation is not { } id)
            return null;
        var spends = trade.Side == Side.Buy ? trade.Symbol.Quote : trade.Symbol.Base;
        return book.Treasury.Find(id) is { } held && held.Place == trade.Venue.Name && held.Asset == spends
            ? null
            : $"there is no reservation {id} of {spends} at {trade.Venue}";
    }

    private string? NoPlace(string name)
        => name.Length > 0 && (new Place(name).Kind != PlaceKind.Trading || venues.Any(venue => venue.Name == name)) ? null : $"there is no place called '{name}'";
}

using Arbit.EdgeRunner.Simulation.Funding;
using Arbit.Markets;
using Arbit.Messages.Commands;
using Arbit.Messages.Facts;
using Arbit.Money;
using Arbit.Strategy;

namespace Arbit.Tests.Workflows.World;

/// <summary>
/// An edge that does each command once by its id and answers every repetition the same, by the rules of architecture.md. What it trades
/// changes the venues' accounts too, so that the ledger can be held against them.
/// </summary>
internal sealed class WorldEdge(WorldMarket market, WorldLedger ledger, MemoryFundingAccounts accounts)
{
    private static readonly Asset Bnb = new("BNB");

    private readonly Dictionary<string, CommandAnswer> _answers = new(StringComparer.Ordinal);

    public TradingMode Mode { get; set; }

    public long Epoch { get; set; }

    public Amount RealisedNet { get; set; }

    public SortedDictionary<string, Amount> FeesOfHundredTrades { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, long> Opportunities { get; } = new(StringComparer.Ordinal);

    /// <summary>Pairs whose fees it was told.</summary>
    public int FeesTold { get; private set; }

    /// <summary>Part of what a trade is to spend, by a part of its command's id; all where none is named.</summary>
    public Dictionary<string, string> Partial { get; } = new(StringComparer.Ordinal);

    /// <summary>Why commands are refused, by a part of their ids.</summary>
    public Dictionary<string, string> Refusals { get; } = new(StringComparer.Ordinal);

    /// <summary>Changes by trades, fees and what came from outside, by asset.</summary>
    public SortedDictionary<string, Amount> Changes { get; } = new(StringComparer.Ordinal);

    public CommandAnswer Do(EdgeCommand command, DateTimeOffset now)
    {
        ledger.Expire(now);
        if (_answers.TryGetValue(command.Id, out var before))
            return before;
        var answer = RefusalOf(command, now) is { } reason ? new CommandAnswer(now, command.Id, command.ReplyTo, false, reason) : Answer(command, now);
        if (command is not (TellBalances or QuoteConversion))
            _answers.Add(command.Id, answer);
        return answer;
    }

    private string? RefusalOf(EdgeCommand command, DateTimeOffset now)
    {
        if (Refusals.FirstOrDefault(refusal => command.Id.Contains(refusal.Key, StringComparison.Ordinal)).Value is { } scripted)
            return scripted;
        if (command is MoveMoney or Credit)
            return null;
        if (now > command.ValidUntil)
            return "it came after its time";
        if (command.Epoch < Epoch)
            return $"it was decided under epoch {command.Epoch} of the mode, which is at {Epoch}";
        return command switch
        {
            SetMode set => set.ModeEpoch < Epoch ? $"epoch {set.ModeEpoch} is stale: the mode is at {Epoch}" : null,
            Reserve { Amount.Sign: <= 0 } => "nothing is to be reserved",
            Reserve reserve when ledger.Knows(reserve.Reservation) => $"there is a reservation {reserve.Reservation} already",
            Reserve reserve when ledger.Free(reserve.Place, reserve.Asset) < reserve.Amount => $"{ledger.Free(reserve.Place, reserve.Asset)} {reserve.Asset} are free at {reserve.Place}",
            Trade { Reservation: { } claim } trade when !ledger.Holds(claim, trade.Venue.Name, WorldMarket.Assets(trade.Symbol, trade.Side).Spent) => $"there is no reservation {claim}",
            _ => null,
        };
    }

    private CommandAnswer Answer(EdgeCommand command, DateTimeOffset now)
    {
        switch (command)
        {
            case TellBalances:
                return Tell(command, now);
            case QuoteConversion quote:
                return new ConversionQuoted(now, command.Id, command.ReplyTo, market.Routes(quote.Venue, quote.From, quote.To, quote.Amount));
            case Trade trade:
                return Trade(trade, now);
            case SetMode set:
                (Mode, Epoch) = (set.Mode, set.ModeEpoch);
                break;
            case Reserve reserve:
                ledger.Claim(reserve.Reservation, reserve.Place, reserve.Asset, reserve.Amount, reserve.Until);
                break;
            case Release release:
                ledger.Release(release.Reservation);
                break;
            case MoveMoney move:
                if (move.Reservation is { } claim)
                    ledger.Draw(claim, move.Amount + move.Fee);
                ledger.Add(move.From, move.Asset, -(move.Amount + move.Fee));
                ledger.Add(move.To, move.Asset, move.Amount);
                Change(move.Asset, -move.Fee);
                break;
            case Credit credit:
                ledger.Add(credit.Place, credit.Asset, credit.Amount);
                Change(credit.Asset, credit.Amount);
                break;
            case SetFees fees:
                FeesTold += fees.Fees.Count;
                break;
        }

        return new CommandAnswer(now, command.Id, command.ReplyTo, true, "");
    }

    private TradeAnswer Trade(Trade trade, DateTimeOffset now)
    {
        var (given, got) = WorldMarket.Assets(trade.Symbol, trade.Side);
        var part = Exact.Parse(Partial.FirstOrDefault(part => trade.Id.Contains(part.Key, StringComparison.Ordinal)).Value ?? "1");
        var place = trade.Venue.Name;
        var there = trade.Reservation is { } claim ? ledger.LeftOf(claim) : ledger.Free(place, given);
        var spent = Amount.From(Amount.Min(trade.Spend, there).Value * part, Rounding.Floor);
        var received = market.Received(trade.Symbol, trade.Side, spent);
        if (spent.Sign <= 0 || received.Sign <= 0)
            return new TradeAnswer(now, trade.Id, trade.ReplyTo, false, "nothing was traded", Amount.Zero, Amount.Zero, Amount.Zero, Bnb, Amount.Zero);
        if (trade.Reservation is { } from)
            ledger.Draw(from, spent);
        Book(trade.Venue, given, -spent);
        Book(trade.Venue, got, received);
        return new TradeAnswer(now, trade.Id, trade.ReplyTo, true, "", spent, received, Amount.Zero, got, market.Cost(given, spent));
    }

    private void Book(Venue venue, Asset asset, Amount change)
    {
        ledger.Add(venue.Name, asset, change);
        accounts.Set(venue, asset, accounts.Of(venue, asset) + change);
        Change(asset, change);
    }

    private void Change(Asset asset, Amount change) => Changes[asset.Code] = Changes.GetValueOrDefault(asset.Code) + change;

    private BalancesTold Tell(EdgeCommand command, DateTimeOffset now)
    {
        var balances = ledger.Told();
        var capital = balances
            .Where(balance => !balance.Place.StartsWith("cold:", StringComparison.Ordinal))
            .Aggregate(Exact.Zero, (sum, balance) => sum + market.Dollars(balance.Asset, balance.Free + balance.Reserved));
        return new BalancesTold(now, command.Id, command.ReplyTo, Mode, Epoch, balances, market.Prices, Amount.From(capital, Rounding.Floor), RealisedNet, FeesOfHundredTrades) { Opportunities = Opportunities };
    }
}

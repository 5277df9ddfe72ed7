using Arbit.EdgeRunner.Configuration;
using Arbit.EdgeRunner.Execution.Records;
using Arbit.EdgeRunner.Ledger;
using Arbit.EdgeRunner.Run;
using Arbit.Money;

namespace Arbit.EdgeRunner.Backtest;

/// <summary>What each account begins with: as named, else as configured, else so much of every asset that it can trade a while.</summary>
internal sealed class OpeningBalances(BacktestOptions options, ArbitSettings settings, IReadOnlyDictionary<Asset, Exact> worth)
{
    /// <summary>A default balance is worth so many trades.</summary>
    private const int Trades = 5;

    public List<RecordedBalance> Of(IReadOnlyList<ListedVenue> listed, List<string> assumptions)
    {
        var balances = new List<RecordedBalance>();
        var given = new List<string>();
        var priceless = new List<string>();
        foreach (var venue in listed)
        {
            var configured = settings.Venues.First(v => v.Definition.Name == venue.Venue);
            var place = Place.Trading(configured.Definition.Venue).Name;
            var traded = venue.Instruments.SelectMany(item => new[] { item.Symbol.Base, item.Symbol.Quote });
            foreach (var asset in traded.Concat(configured.Balances.Keys).Distinct().Order())
            {
                if (options.Balances.TryGetValue(asset, out var named))
                    balances.Add(new RecordedBalance(place, asset, named));
                else if (configured.Balances.TryGetValue(asset, out var amount))
                    balances.Add(new RecordedBalance(place, asset, amount));
                else if (Default(asset) is { } paper)
                    balances.Add(Given(place, asset, paper, given));
                else
                    priceless.Add($"{asset} at {place}");
            }
        }

        if (given.Count > 0)
            assumptions.Add($"Not configured, so a paper balance worth {Trades} × NotionalPerTradeUsd ({settings.Options.NotionalPerTradeUsd} USD) at the first price: {string.Join(", ", given)}.");
        if (priceless.Count > 0)
            assumptions.Add($"No price in dollars leads to {string.Join(", ", priceless)}: no balance (--balance ASSET=AMOUNT gives one).");
        return balances;
    }

    private static RecordedBalance Given(string place, Asset asset, Amount amount, List<string> given)
    {
        given.Add($"{amount} {asset} at {place}");
        return new RecordedBalance(place, asset, amount);
    }

    private Amount? Default(Asset asset)
    {
        if (!worth.TryGetValue(asset, out var price) || price.Sign <= 0)
            return null;
        try
        {
            return Amount.From((settings.Engine.Detection.Notional * new Exact(Trades, 0)).Divide(price, 8, Rounding.Floor));
        }
        catch (MoneyOverflowException)
        {
            return null;
        }
    }
}

using System.Net;
using Arbit.Lending;
using Arbit.Money;
using Arbit.Signals;
using Arbit.Slow.Activities;
using Arbit.Strategy;
using Arbit.Strategy.Transfers;
using Arbit.Workflows;
using Arbit.Workflows.Transfers;

namespace Arbit.Slow.Configuration;

/// <summary>What is configured of the slow side, read; what is wrong joins everything else that is.</summary>
/// <param name="Signals">Who may send signals, and what they mean.</param>
/// <param name="Workflows">What workflows go by.</param>
/// <param name="Addresses">The allow list; empty where none is configured.</param>
public sealed record SlowConfig(SignalSettings Signals, SlowSettings Workflows, IReadOnlyList<DestinationAddress> Addresses)
{
    /// <summary>Where idle dollars are lent; null where they are not.</summary>
    public AaveOptions? Lending { get; init; }

    private static readonly string[] UsualStablecoins = ["USDT", "USDC"];

    /// <param name="signals">As text, like the next two.</param>
    /// <param name="slow">The workflows' part.</param>
    /// <param name="fuel">The bots' shares by mode.</param>
    /// <param name="venues">The accounts' names.</param>
    /// <param name="dollars">What counts as a dollar.</param>
    /// <param name="problems">Where everything that is wrong is added.</param>
    public static SlowConfig Read(
        SignalOptions signals, SlowOptions slow, FuelOptions fuel, IReadOnlyList<string> venues, IReadOnlySet<Asset> dollars, List<string> problems)
        => new(
            SignalsFrom(signals, problems),
            WorkflowsFrom(slow, fuel, venues, dollars, problems),
            slow.Addresses.Select((address, number) => AddressFrom(address, number, venues, problems)).ToList())
        {
            Lending = slow.Lending.Node.Length == 0 ? null : LendingFrom(slow.Lending, problems),
        };

    private static SignalSettings SignalsFrom(SignalOptions options, List<string> problems)
    {
        Demand(options.MaxAgeSeconds is > 0 and <= 86_400, $"Signals:MaxAgeSeconds is {options.MaxAgeSeconds}; it is 1 to 86400", problems);
        Demand(options.MaxAheadSeconds is >= 0 and <= 3_600, $"Signals:MaxAheadSeconds is {options.MaxAheadSeconds}; it is 0 to 3600", problems);
        var addresses = new List<IPAddress>();
        var named = options.Addresses.Length == 0 ? SignalSettings.DefaultAddresses : options.Addresses;
        foreach (var text in named.Where(text => text != "*"))
        {
            var isAddress = IPAddress.TryParse(text, out var address);
            Demand(isAddress, $"Signals:Addresses: '{text}' is no address; it is one like 52.89.214.238, or * for anywhere", problems);
            addresses.Add(address ?? IPAddress.None);
        }

        return new SignalSettings(
            ((string[])[options.Token, options.NextToken]).Where(token => token.Length > 0).ToList(),
            named.Contains("*", StringComparer.Ordinal) ? [] : addresses,
            TimeSpan.FromSeconds(options.MaxAgeSeconds),
            TimeSpan.FromSeconds(options.MaxAheadSeconds),
            ModesFrom(options.Modes, problems));
    }

    private static ModeTable ModesFrom(SignalModeOptions[] rows, List<string> problems)
    {
        if (rows.Length == 0)
            return ModeTable.Default;
        var table = new Dictionary<(string, SignalAction), TradingMode>();
        foreach (var row in rows)
        {
            Demand(row.Ticker.Length > 0, "Signals:Modes: a row has no Ticker", problems);
            Demand(row.Action is "buy" or "sell", $"Signals:Modes: '{row.Action}' for {row.Ticker} is no action; it is buy or sell", problems);
            Demand(TradingModes.Find(row.Mode) is not null, $"Signals:Modes: '{row.Mode}' for {row.Ticker} is no mode; it is BTC or GOLD", problems);
            var key = (row.Ticker.ToUpperInvariant(), row.Action == "sell" ? SignalAction.Sell : SignalAction.Buy);
            Demand(table.TryAdd(key, TradingModes.Find(row.Mode) ?? TradingMode.Gold), $"Signals:Modes: {row.Action} {row.Ticker} is there twice", problems);
        }

        return new ModeTable(table);
    }

    private static SlowSettings WorkflowsFrom(SlowOptions slow, FuelOptions fuel, IReadOnlyList<string> venues, IReadOnlySet<Asset> dollars, List<string> problems)
    {
        Demand(slow.StuckAfterTimes is >= 1 and <= 1_000, $"Slow:StuckAfterTimes is {slow.StuckAfterTimes}; it is 1 to 1000", problems);
        Demand(slow.QuestionHours is >= 1 and <= 720, $"Slow:QuestionHours is {slow.QuestionHours}; it is 1 to 720", problems);
        Demand(slow.DriftThreshold is >= 1 and <= 99, $"Slow:DriftThreshold is {slow.DriftThreshold}; it is 1 to 99 percentage points", problems);
        foreach (var (name, weight) in slow.AccountWeights.Concat(slow.AssetWeights))
            Demand(weight is > 0 and <= 10_000, $"Slow: the weight of {name} is {weight}; it is 1 to 10000", problems);
        foreach (var name in slow.AccountWeights.Keys)
            Demand(venues.Contains(name, StringComparer.Ordinal), $"Slow:AccountWeights: '{name}' is no account", problems);
        foreach (var code in slow.AssetWeights.Keys.Concat(slow.Stablecoins))
            Demand(Asset.IsCode(code), $"Slow: '{code}' is no asset", problems);
        return new SlowSettings
        {
            Dollars = [.. dollars.Order()],
            Stablecoins = (slow.Stablecoins.Length > 0 ? slow.Stablecoins : UsualStablecoins).Where(Asset.IsCode).Select(code => new Asset(code)).ToList(),
            Venues = venues,
            BtcFuel = SharesFrom(fuel.Btc, "Fuel:Btc", problems),
            GoldFuel = SharesFrom(fuel.Gold, "Fuel:Gold", problems),
            RestsLimits = slow.RestsLimits,
            MaxSlippage = BpsFrom(slow.MaxSlippageBps, "Slow:MaxSlippageBps", problems),
            LeastConversion = DollarsFrom(slow.LeastConversionUsd, "Slow:LeastConversionUsd", problems),
            LeastFees = DollarsFrom(slow.LeastFeesUsd, "Slow:LeastFeesUsd", problems),
            IdleThreshold = DollarsFrom(slow.Lending.ThresholdUsd, "Slow:Lending:ThresholdUsd", problems),
            TransferAsksOver = slow.TransferAsksOverUsd.Length == 0 ? null : DollarsFrom(slow.TransferAsksOverUsd, "Slow:TransferAsksOverUsd", problems),
            StuckAfterTimes = slow.StuckAfterTimes,
            QuestionWaits = TimeSpan.FromHours(slow.QuestionHours),
            DriftThreshold = slow.DriftThreshold,
            AccountWeights = slow.AccountWeights,
            AssetWeights = slow.AssetWeights,
        };
    }

    private static FuelShares SharesFrom(BotShares bots, string name, List<string> problems)
    {
        var shares = new FuelShares(
            BpsFrom(bots.QBotBps, $"{name}:QBotBps", problems), BpsFrom(bots.ABotBps, $"{name}:ABotBps", problems), BpsFrom(bots.GBotBps, $"{name}:GBotBps", problems));
        Demand(shares.QBot.RateUnits + shares.ABot.RateUnits + shares.GBot.RateUnits <= Bps.OneInRateUnits, $"{name}: the bots' shares come to more than 10000", problems);
        return shares;
    }

    private static DestinationAddress AddressFrom(AddressOptions line, int number, IReadOnlyList<string> venues, List<string> problems)
    {
        var name = $"Slow:Addresses:{number}";
        Demand(line.To == TransferOrder.ColdWallet || venues.Contains(line.To, StringComparer.Ordinal), $"{name}:To is '{line.To}'; it is {string.Join(", ", venues)} or {TransferOrder.ColdWallet}", problems);
        Demand(Asset.IsCode(line.Asset), $"{name}:Asset: '{line.Asset}' is no asset", problems);
        Demand(line.Network.Length > 0 && line.Network.All(char.IsAsciiLetterLower), $"{name}:Network is '{line.Network}'; it is a canonical id such as solana", problems);
        Demand(line.Address.Length > 0 && !line.Address.Any(char.IsWhiteSpace), $"{name}:Address is '{line.Address}'; it has no blanks and is not empty", problems);
        return new DestinationAddress(
            line.To,
            new AllowedAddress(Asset.IsCode(line.Asset) ? new Asset(line.Asset) : default, line.Network, line.Address, NullIfEmpty(line.Tag), NullIfEmpty(line.Contract)));
    }

    private static AaveOptions? LendingFrom(LendingOptions lending, List<string> problems)
    {
        var before = problems.Count;
        Demand(Uri.TryCreate(lending.Node, UriKind.Absolute, out var node) && node.Scheme is "http" or "https", "Slow:Lending:Node is no address; it is one like https://node.example", problems);
        foreach (var (name, address) in new[] { ("Pool", lending.Pool), ("Token", lending.Token), ("Wallet", lending.Wallet) })
            Demand(AbiText.IsAddress(address), $"Slow:Lending:{name} is '{address}'; it is 0x and 40 hexadecimal digits", problems);
        Demand(Asset.IsCode(lending.Asset), $"Slow:Lending:Asset: '{lending.Asset}' is no asset", problems);
        Demand(Asset.IsCode(lending.Coin), $"Slow:Lending:Coin: '{lending.Coin}' is no asset", problems);
        Demand(lending.TokenDecimals is >= 0 and <= 18, $"Slow:Lending:TokenDecimals is {lending.TokenDecimals}; it is 0 to 18", problems);
        return problems.Count > before
            ? null
            : new AaveOptions(node!, lending.Pool, lending.Token, lending.Wallet, new Asset(lending.Asset), lending.TokenDecimals, new Asset(lending.Coin));
    }

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;

    private static Bps BpsFrom(string text, string name, List<string> problems)
    {
        var isBps = Exact.TryParse(text, out var value) && value.Sign >= 0 && value <= new Exact(10_000, 0) && value.Decimals <= Bps.Decimals;
        Demand(isBps, $"{name} is '{text}'; it is 0 to 10000 basis points, to four decimals", problems);
        return isBps ? Bps.From(value) : default;
    }

    private static Amount DollarsFrom(string text, string name, List<string> problems)
    {
        var isAmount = Exact.TryParse(text, out var value) && value.Sign >= 0 && value.Decimals <= 8 && value <= new Exact(1_000_000_000_000, 0);
        Demand(isAmount, $"{name} is '{text}'; it is dollars, to eight decimals", problems);
        return isAmount ? Amount.From(value) : Amount.Zero;
    }

    private static void Demand(bool holds, string problem, List<string> problems)
    {
        if (!holds)
            problems.Add(problem);
    }
}

using System.CommandLine;
using Arbit.EdgeRunner.Configuration;
using Arbit.EdgeRunner.Conversions;
using Arbit.EdgeRunner.Simulation;
using Arbit.EdgeRunner.Venues.Connections;
using Arbit.Money;
using Arbit.Slow.Configuration;
using Arbit.Strategy.Conversions;

namespace Arbit.EdgeRunner.Commands;

/// <summary>convert quote: the cheapest way from one money to another inside one venue, and what else there was.</summary>
public static class ConvertCommand
{
    public static Command Create()
    {
        var venue = new Option<string>("--venue") { Description = $"one of {string.Join('|', VenueNames.All)}", Required = true };
        var from = new Option<string>("--from") { Description = "what is given (USDC)", Required = true };
        var to = new Option<string>("--to") { Description = "what is wanted (PAXG)", Required = true };
        var amount = new Option<string>("--amount") { Description = "how much is given, in its own units", Required = true };
        var seed = new Option<ulong>("--seed") { Description = "of the simulated market (default: 1)", DefaultValueFactory = _ => 1 };
        var json = new Option<bool>("--json") { Description = "print one JSON object" };
        var set = new Option<string[]>("--set") { Description = "any setting, as Name=Value; may be given again" };
        var quote = new Command("quote", "The cheapest route over any number of pairs, priced through the simulated market's books") { venue, from, to, amount, seed, json, set };
        quote.SetAction(parsed => Quote(
            parsed.GetValue(venue)!, parsed.GetValue(from)!, parsed.GetValue(to)!, parsed.GetValue(amount)!, parsed.GetValue(seed), parsed.GetValue(json), parsed.GetValue(set) ?? []));
        return new Command("convert", "One money into another inside a venue") { quote };
    }

    private static int Quote(string venue, string from, string to, string amount, ulong seed, bool json, string[] set)
    {
        if (!VenueNames.All.Contains(venue, StringComparer.Ordinal))
            return Output.Fail($"--venue is '{venue}'; it is one of {string.Join('|', VenueNames.All)}");
        if (!Asset.IsCode(from) || !Asset.IsCode(to))
            return Output.Fail($"--from and --to are assets, as USDT; they are '{from}' and '{to}'");
        if (!Exact.TryParse(amount, out var given) || given.Sign <= 0 || given.Decimals > Money.Amount.Decimals || given >= MostGiven)
            return Output.Fail($"--amount is '{amount}'; it is a decimal number over zero, with at most {Money.Amount.Decimals} decimals, under {MostGiven}");
        try
        {
            var settings = SettingsReader.Read(SettingsOverrides.None with { Set = set });
            var account = settings.Venues.FirstOrDefault(configured => configured.Definition.Name == venue);
            if (account is null)
                return Output.Fail($"--venue is '{venue}', which is not among the configured venues");
            var markets = SimulatedConversions.Of(account.Definition.Venue, account.Fees, seed);
            var found = ConversionRouter.Find(markets, new Asset(from), new Asset(to), given, ConversionRules.Default);
            Print(View(venue, from, to, given, found), json);
            return 0;
        }
        catch (InvalidSettingsException e)
        {
            return Output.Fail($"the configuration cannot be run with:{Environment.NewLine}{e.Message}");
        }
    }

    /// <summary>What amounts between hops have a place for (10^-26 of 128 bits).</summary>
    private static readonly Exact MostGiven = new(1_000_000_000_000, 0);

    private static ConversionQuoteView View(string venue, string from, string to, Exact amount, ConversionQuote quote) => new(
        MarketFeed.Simulated,
        venue,
        from,
        to,
        amount.ToString(),
        quote.Reason,
        quote.Route?.Arrives.ToString(),
        quote.Route is { } route ? ConversionRouteView.Of(route) : null,
        [.. quote.Alternatives.Select(ConversionRouteView.Of)],
        quote.SearchedAll);

    private static void Print(ConversionQuoteView view, bool json)
    {
        if (json)
        {
            Output.WriteJson(view);
            return;
        }

        Console.WriteLine(view.Route is null
            ? $"{view.Market} market, {view.Venue}: no route from {view.From} to {view.To} for {view.Amount}: {view.Reason}"
            : $"{view.Market} market, {view.Venue}: {view.Amount} {view.From} become {view.Arrives} {view.To} over {view.Route.Path}");
        foreach (var hop in view.Route?.Hops ?? [])
            Console.WriteLine($"    {hop.Side} {hop.Quantity} {hop.Symbol} at {hop.Average}, limit {hop.Limit}; spends {hop.Spends}, receives {hop.Receives}, rest {hop.Rest}");
        foreach (var other in view.Alternatives)
            Console.WriteLine($"  {other.Path,-32} {other.Arrives,-30} {other.Why}");
    }
}

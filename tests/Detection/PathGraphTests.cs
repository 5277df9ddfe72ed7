using Arbit.EdgeRunner.Books;
using Arbit.EdgeRunner.Detection;
using Arbit.Markets;
using Arbit.Money;

namespace Arbit.Tests.Detection;

/// <summary>All pairs of venues and all triangles, each direction once, and what counts as the same opportunity.</summary>
public sealed class PathGraphTests
{
    private static readonly HashSet<Asset> Dollars = [new("USD"), new("USDT"), new("USDC")];

    [Fact]
    public void Every_venue_pair_of_a_base_is_there_in_both_directions_against_any_dollars()
    {
        var graph = Graph("binance BTC/USDT", "kraken BTC/USD", "kucoin BTC/USDT", "kucoin BTC/EUR", "kucoin ETH/USDT");

        Assert.Equal(
            [
                "binance buy BTC/USDT → kraken sell BTC/USD", "binance buy BTC/USDT → kucoin sell BTC/USDT",
                "kraken buy BTC/USD → binance sell BTC/USDT", "kraken buy BTC/USD → kucoin sell BTC/USDT",
                "kucoin buy BTC/USDT → binance sell BTC/USDT", "kucoin buy BTC/USDT → kraken sell BTC/USD",
            ],
            graph.Paths.Select(path => path.ToString()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_triangle_is_there_in_both_directions_and_begins_with_a_dollar()
    {
        var graph = Graph("binance BTC/USDT", "binance ETH/BTC", "binance ETH/USDT", "binance BTC/USDC", "binance USDC/USDT", "kraken ETH/BTC");
        var triangles = graph.Paths.Where(path => path.Kind == PathKind.Triangular).ToList();

        Assert.Equal(4, triangles.Count);
        Assert.All(triangles, path =>
        {
            Assert.Equal(3, path.Instruments.Distinct().Count());
            foreach (var (start, place) in path.Starts.Select((start, place) => (start, place)))
            {
                var legs = path.From(place);
                Assert.Contains(legs[0].Spends, Dollars);
                Assert.Equal(legs[0].Spends, legs[^1].Receives);
                Assert.Equal(legs[0].Receives, legs[1].Spends);
                Assert.Equal(legs[1].Receives, legs[2].Spends);
                Assert.Same(path.Legs[start], legs[0]);
                Assert.Same(path.InstrumentOf(place, 1).Instrument, legs[1].Instrument);
            }
        });
        Assert.Equal([1, 1, 2, 2], triangles.Select(path => path.Starts.Length).Order());
    }

    [Fact]
    public void Longer_cycles_are_there_where_they_are_wanted_each_direction_once_behind_all_others()
    {
        string[] listed = ["binance BTC/USDT", "binance ETH/BTC", "binance SOL/ETH", "binance SOL/USDT", "binance ETH/USDT", "kraken SOL/ETH"];
        var usual = Graph(listed).Paths.Select(path => path.ToString()).ToList();
        var longer = Graph(4, listed).Paths;
        Assert.Equal(usual, longer.Take(usual.Count).Select(path => path.ToString()));
        Assert.Equal(
            [
                "binance buy BTC/USDT → binance buy ETH/BTC → binance buy SOL/ETH → binance sell SOL/USDT",
                "binance buy SOL/USDT → binance sell SOL/ETH → binance sell ETH/BTC → binance sell BTC/USDT",
            ],
            longer.Skip(usual.Count).Select(path => string.Join(" → ", path.From(0).Select(leg => $"{leg.Instrument.Venue} {leg.Side.ToString().ToLowerInvariant()} {leg.Instrument.Symbol}"))).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_triangle_without_a_dollar_may_begin_anywhere()
        => Assert.All(Graph("binance ETH/BTC", "binance SOL/ETH", "binance SOL/BTC").Paths, path => Assert.Equal(3, path.Starts.Length));

    [Fact]
    public void Both_directions_and_all_quotes_of_a_venue_pair_and_base_cool_down_together()
    {
        var graph = Graph("binance BTC/USDT", "binance BTC/USDC", "kraken BTC/USD", "kucoin BTC/USD", "binance USDC/USDT");
        var keys = graph.Paths.ToLookup(path => path.CooldownKey);

        // Three venue pairs and one triangle.
        Assert.Equal(4, keys.Count);
        Assert.All(keys, key => Assert.Single(key.Select(path => string.Join(' ', path.Instruments.Select(i => i.Instrument.Venue.Name).Order(StringComparer.Ordinal).Append(path.Kind.ToString()))).Distinct()));
        Assert.Equal([2, 2, 4, 4], keys.Select(key => key.Count()).Order());
    }

    [Fact]
    public void An_instrument_knows_the_paths_it_takes_part_in()
    {
        var graph = Graph("binance BTC/USDT", "binance ETH/BTC", "binance ETH/USDT", "kraken BTC/USDT");

        Assert.Equal(4, graph.Paths.Count);
        Assert.Equal([4, 2, 2, 2], graph.Paths.SelectMany(path => path.Instruments).DistinctBy(i => i.Index).OrderBy(i => i.Index).Select(i => graph.Of(i).Length));
    }

    private static PathGraph Graph(params string[] names) => new([.. names.Select(Traded)], Dollars);

    private static PathGraph Graph(int longestCycle, string[] names) => new([.. names.Select(Traded)], Dollars, longestCycle: longestCycle);

    private static TradedInstrument Traded(string name, int index)
    {
        var parts = name.Split(' ');
        return new TradedInstrument(
            index,
            new Instrument(new Venue(parts[0]), Symbol.Parse(parts[1]), parts[1], Price.Parse("0.01"), Quantity.Parse("0.01"), Quantity.Zero, new Notional(Exact.Zero), FeeSchedule.PaperDefault),
            new OrderBook());
    }
}

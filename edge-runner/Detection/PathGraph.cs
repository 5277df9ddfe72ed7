using Arbit.Markets;
using Arbit.Money;

namespace Arbit.EdgeRunner.Detection;

/// <summary>
/// Every venue pair with the same base (against the same quote, or any two configured dollars) and every triangle (and
/// longer cycle, where that is wanted) inside a venue, each in both directions, found by search over whatever instruments there are.
/// </summary>
public sealed class PathGraph
{
    /// <summary>Legs of a triangle: the longest cycles where nothing else is said.</summary>
    public const int Triangle = 3;

    private readonly IReadOnlyList<TradedInstrument> _instruments;
    private readonly IReadOnlySet<Asset> _dollars;
    private readonly AssetRegistry? _registry;
    private readonly List<CyclePath> _paths = [];
    private readonly CyclePath[][] _byInstrument;

    /// <param name="instruments">By their index.</param>
    /// <param name="dollars">Assets that one leg may be paid in and another pay out.</param>
    /// <param name="registry">Which names mean the same thing on every venue; null where whoever wrote the instruments down vouches for it.</param>
    /// <param name="longestCycle">Legs that a cycle inside a venue has at most; at least those of a triangle.</param>
    public PathGraph(IReadOnlyList<TradedInstrument> instruments, IReadOnlySet<Asset> dollars, AssetRegistry? registry = null, int longestCycle = Triangle)
    {
        _registry = registry;
        _instruments = instruments;
        _dollars = dollars;
        AddPairs();
        AddTriangles();
        for (var legs = Triangle + 1; legs <= longestCycle; legs++)
            AddLonger(legs);
        NumberCooldowns();
        _byInstrument = instruments
            .Select(instrument => _paths.Where(path => path.Instruments.Contains(instrument)).ToArray())
            .ToArray();
    }

    public IReadOnlyList<CyclePath> Paths => _paths;

    /// <summary>The paths that an instrument takes part in: all that one of its updates can change.</summary>
    public CyclePath[] Of(TradedInstrument instrument) => _byInstrument[instrument.Index];

    private void AddPairs()
    {
        foreach (var buy in _instruments)
        {
            foreach (var sell in _instruments)
            {
                if (buy.Instrument.Venue == sell.Instrument.Venue || buy.Instrument.Symbol.Base != sell.Instrument.Symbol.Base)
                    continue;
                if (!IsKnown(buy) || !IsKnown(sell))
                    continue;
                var (cost, proceeds) = (buy.Instrument.Symbol.Quote, sell.Instrument.Symbol.Quote);
                if (cost == proceeds || (_dollars.Contains(cost) && _dollars.Contains(proceeds)))
                    _paths.Add(new CyclePath(_paths.Count, PathKind.Cross, [(buy, Side.Buy), (sell, Side.Sell)], [0]));
            }
        }
    }

    private bool IsKnown(TradedInstrument instrument)
        => _registry is null || (_registry.Knows(instrument.Instrument.Symbol.Base) && _registry.Knows(instrument.Instrument.Symbol.Quote));

    private void AddTriangles()
    {
        foreach (var venue in _instruments.GroupBy(i => i.Instrument.Venue))
        {
            var pairs = venue.ToList();
            for (var a = 0; a < pairs.Count; a++)
            {
                for (var b = a + 1; b < pairs.Count; b++)
                {
                    for (var c = b + 1; c < pairs.Count; c++)
                        AddTriangle(pairs[a], pairs[b], pairs[c]);
                }
            }
        }
    }

    private void AddTriangle(TradedInstrument a, TradedInstrument b, TradedInstrument c)
    {
        var symbol = a.Instrument.Symbol;
        foreach (var start in (ReadOnlySpan<Asset>)[symbol.Quote, symbol.Base])
        {
            // Through a, then through whichever of the others goes on from where a ends; once for each direction.
            var legs = TryClose(start, [a, b, c]) ?? TryClose(start, [a, c, b]);
            if (legs is not null)
                _paths.Add(new CyclePath(_paths.Count, PathKind.Triangular, legs, StartsOf(legs)));
        }
    }

    /// <summary>Every cycle of so many pairs inside a venue that comes through no asset twice, in both directions.</summary>
    private void AddLonger(int count)
    {
        foreach (var venue in _instruments.GroupBy(i => i.Instrument.Venue))
        {
            var pairs = venue.ToList();
            foreach (var start in pairs.SelectMany(pair => (Asset[])[pair.Instrument.Symbol.Base, pair.Instrument.Symbol.Quote]).Distinct().Order())
                Extend(pairs, count, start, start, []);
        }
    }

    /// <summary>On from where the legs so far end. Each cycle is found from the first of its assets alone, or it would be there once for each of them.</summary>
    private void Extend(List<TradedInstrument> pairs, int count, Asset start, Asset at, List<(TradedInstrument Instrument, Side Side)> legs)
    {
        foreach (var pair in pairs)
        {
            var symbol = pair.Instrument.Symbol;
            if ((symbol.Base != at && symbol.Quote != at) || legs.Exists(leg => leg.Instrument == pair))
                continue;
            var next = symbol.Quote == at ? symbol.Base : symbol.Quote;
            List<(TradedInstrument Instrument, Side Side)> longer = [.. legs, (pair, symbol.Quote == at ? Side.Buy : Side.Sell)];
            if (longer.Count == count && next == start)
                _paths.Add(new CyclePath(_paths.Count, PathKind.Triangular, longer, StartsOf(longer)));
            else if (longer.Count < count && next.CompareTo(start) > 0 && !legs.Exists(leg => leg.Instrument.Instrument.Symbol.Base == next || leg.Instrument.Instrument.Symbol.Quote == next))
                Extend(pairs, count, start, next, longer);
        }
    }

    private void NumberCooldowns()
    {
        var keys = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var path in _paths)
        {
            var parts = path.Kind == PathKind.Cross
                ? path.Instruments.Select(i => $"{i.Instrument.Venue} {i.Instrument.Symbol.Base}")
                : path.Instruments.Select(i => i.Instrument.ToString());
            var name = string.Join('|', parts.Order(StringComparer.Ordinal));
            if (!keys.TryGetValue(name, out var key))
                keys.Add(name, key = keys.Count);
            path.CooldownKey = key;
        }
    }

    private static List<(TradedInstrument, Side)>? TryClose(Asset start, ReadOnlySpan<TradedInstrument> order)
    {
        var legs = new List<(TradedInstrument, Side)>();
        var visited = new HashSet<Asset>();
        var at = start;
        foreach (var instrument in order)
        {
            var symbol = instrument.Instrument.Symbol;
            if (!visited.Add(at) || (symbol.Base != at && symbol.Quote != at))
                return null;
            legs.Add((instrument, symbol.Quote == at ? Side.Buy : Side.Sell));
            at = symbol.Quote == at ? symbol.Base : symbol.Quote;
        }

        return at == start ? legs : null;
    }

    private List<int> StartsOf(List<(TradedInstrument Instrument, Side Side)> legs)
    {
        var dollars = new List<int>();
        for (var i = 0; i < legs.Count; i++)
        {
            var symbol = legs[i].Instrument.Instrument.Symbol;
            if (_dollars.Contains(legs[i].Side == Side.Buy ? symbol.Quote : symbol.Base))
                dollars.Add(i);
        }

        return dollars.Count > 0 ? dollars : Enumerable.Range(0, legs.Count).ToList();
    }
}

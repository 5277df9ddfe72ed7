using Arbit.Markets;
using Arbit.Money;

namespace Arbit.EdgeRunner.Live.Venues;

/// <summary>
/// Which pairs of a venue an account is asked about: all of them once, for whatever an earlier run left, and from then on those that had an order
/// of ours. Some venues answer pair by pair, and a minute's question of all of them would leave nothing for an order's. For any thread.
/// </summary>
/// <param name="all">Everything that is traded there.</param>
public sealed class AccountScope(IReadOnlyList<(Symbol Symbol, string VenueSymbol)> all)
{
    private readonly Lock _gate = new();
    private readonly HashSet<Symbol> _ours = [];
    private bool _isWhole;

    public void Sent(Symbol symbol)
    {
        lock (_gate)
            _ours.Add(symbol);
    }

    /// <summary>What to ask about now.</summary>
    public IReadOnlyList<(Symbol Symbol, string VenueSymbol)> Asked()
    {
        lock (_gate)
            return _isWhole ? [.. all.Where(each => _ours.Contains(each.Symbol))] : all;
    }

    /// <summary>The whole answer came; what is open stays asked about.</summary>
    public void Answered(IEnumerable<Symbol> open)
    {
        lock (_gate)
        {
            _ours.UnionWith(open);
            _isWhole = true;
        }
    }
}

using Arbit.EdgeRunner.Books;
using Arbit.EdgeRunner.Detection;
using Arbit.Markets;
using Arbit.Money;

namespace Arbit.EdgeRunner.Execution.Paper;

/// <summary>
/// The paper fills' own impact: what they took from a level is not there a second time, for as long as the venue shows that level
/// as it was (the book itself never knows, for the venue's frames are of a world without our orders). A level that shows another
/// quantity than the one we took from has changed, and counts whole again.
/// </summary>
public sealed class ConsumedLevels
{
    private readonly Dictionary<(TradedInstrument Traded, Side Side, Exact Price), (Exact Shown, Exact Taken)> _levels = [];

    /// <summary>What is left of a level that shows so much, for an order of this side.</summary>
    /// <param name="traded">Where.</param>
    /// <param name="side">Of the order: a buy takes asks.</param>
    /// <param name="price">Of the level.</param>
    /// <param name="shown">What the book shows there now.</param>
    public Quantity Left(TradedInstrument traded, Side side, Price price, Quantity shown)
    {
        var key = (traded, side, price.Value);
        if (!_levels.TryGetValue(key, out var level))
            return shown;
        if (level.Shown != shown.Value)
        {
            _levels.Remove(key);
            return shown;
        }

        return new Quantity(level.Taken >= shown.Value ? Exact.Zero : shown.Value - level.Taken);
    }

    /// <summary>So much of a level that shows so much was taken.</summary>
    public void Take(TradedInstrument traded, Side side, Price price, Quantity shown, Quantity taken)
    {
        var before = _levels.TryGetValue((traded, side, price.Value), out var level) && level.Shown == shown.Value ? level.Taken : Exact.Zero;
        _levels[(traded, side, price.Value)] = (shown.Value, before + taken.Value);
    }
}

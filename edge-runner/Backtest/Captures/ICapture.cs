using Arbit.EdgeRunner.Scanner;

namespace Arbit.EdgeRunner.Backtest.Captures;

/// <summary>One capture from the command line. What was taken for granted about it is in <see cref="Assumptions"/>.</summary>
public interface ICapture
{
    /// <summary>As it was named.</summary>
    string Name { get; }

    IReadOnlyList<CapturedVenue> Venues { get; }

    IReadOnlyList<string> Assumptions { get; }

    /// <summary>The days before it, for the Market Scanner; null where it tells none.</summary>
    CandleHistory? Candles { get; }

    /// <summary>From its beginning; may be called again.</summary>
    IMarketTape Open();
}

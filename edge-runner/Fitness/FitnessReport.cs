namespace Arbit.EdgeRunner.Fitness;

/// <summary>What was seen of the venues' books; no order was sent.</summary>
/// <param name="Venue">The one venue that was asked for; null for all.</param>
/// <param name="Seconds">How long was recorded.</param>
/// <param name="Feed">simulated or live.</param>
/// <param name="Simulated">True where no real venue was asked.</param>
/// <param name="Venues">Each venue's connection at the end.</param>
/// <param name="Instruments">One row an instrument.</param>
/// <param name="Pairs">One row a symbol and two venues that both have it.</param>
/// <param name="File">Where every change of a best price or size was written.</param>
/// <param name="RowsLost">Rows that the disk was too slow for.</param>
public sealed record FitnessReport(
    string? Venue,
    double Seconds,
    string Feed,
    bool Simulated,
    IReadOnlyList<VenueFitness> Venues,
    IReadOnlyList<InstrumentFitness> Instruments,
    IReadOnlyList<PairFitness> Pairs,
    string File,
    long RowsLost);

namespace Arbit.EdgeRunner.Scanner;

/// <summary>
/// A simple rule for Wyckoff's phases (ours), from three things: where the price stands in the range of all days known, how far
/// it has come in a few days, and whom takers' volume went to of late. A price at an edge of its range and a volume delta against
/// it (divergence) is accumulation or distribution; a price that has moved, and no delta against it, is markup or markdown. Where
/// hardly anything is traded nothing is named: volume is what the phases are told by.
/// </summary>
internal static class PhaseRule
{
    /// <param name="position">0 at the lowest price of all days, 1 at the highest.</param>
    /// <param name="move">Since some days ago, in usual daily ranges.</param>
    /// <param name="flow">Bought less sold over both, −1 to 1.</param>
    /// <param name="pace">Volume over its usual pace.</param>
    /// <param name="settings">The limits.</param>
    public static WyckoffPhase Of(double position, double move, double flow, double pace, ScannerSettings settings)
    {
        if (pace < settings.MinVolumePace)
            return WyckoffPhase.None;
        if (position <= settings.EdgeShare && flow >= settings.FlowShare)
            return WyckoffPhase.Accumulation;
        if (position >= 1 - settings.EdgeShare && flow <= -settings.FlowShare)
            return WyckoffPhase.Distribution;
        if (move >= settings.TrendRanges && flow > -settings.FlowShare)
            return WyckoffPhase.Markup;
        return move <= -settings.TrendRanges && flow < settings.FlowShare ? WyckoffPhase.Markdown : WyckoffPhase.None;
    }
}

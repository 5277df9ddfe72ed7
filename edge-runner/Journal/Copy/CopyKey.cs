namespace Arbit.EdgeRunner.Journal.Copy;

/// <summary>Which copy it is. One that a later lease began is newer, whatever a late holder of an earlier one still sends.</summary>
/// <param name="Epoch">Of the lease that was held; no two processes ever have the same.</param>
/// <param name="Number">Of the process, which begins one anew each time that the last has become long.</param>
internal readonly record struct CopyKey(long Epoch, int Number)
{
    /// <summary>Where its rows are.</summary>
    public string Partition => FormattableString.Invariant($"{Epoch:D19}-{Number:D10}");

    /// <summary>Under which it is listed: the newest first.</summary>
    public string Listed => FormattableString.Invariant($"{long.MaxValue - Epoch:D19}-{int.MaxValue - Number:D10}");
}

namespace Arbit.EdgeRunner.Journal;

/// <summary>
/// Which run epochs were used cannot be told. A guess might repeat one, and with it client order ids that venues already know.
/// </summary>
public sealed class DamagedEpochException(string file, string finding)
    : IOException($"{file} {finding} Run epochs must never repeat. Find the highest one in the client order ids of the venues' order "
        + "history or of trade_audit.csv, and make the file one line: above NUMBER")
{
    public string File { get; } = file;
}

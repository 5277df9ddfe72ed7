using System.Text;
using Arbit.EdgeRunner.Configuration;
using Arbit.EdgeRunner.Journal;
using Arbit.Slow.Configuration;

namespace Arbit.EdgeRunner.Run;

/// <summary>
/// A data directory belongs to paper or to real accounts for good: a ledger that was begun with the one is no ledger of the other.
/// </summary>
public static class AccountMark
{
    private const string Name = "accounts.txt";

    /// <exception cref="InvalidSettingsException">It belongs to the other.</exception>
    public static void Check(string data, bool isAccount)
    {
        var file = Path.Combine(data, Name);
        var isUsed = File.Exists(file) || Directory.Exists(Path.Combine(data, "journal"));
        var was = File.Exists(file) && File.ReadAllText(file).StartsWith("real", StringComparison.Ordinal);
        if (isUsed && was != isAccount)
        {
            throw new InvalidSettingsException(
                [$"{data} was begun with {(was ? "real accounts" : "paper")}, and Live:Orders asks for {(isAccount ? "real accounts" : "paper")}: give each its own DataPath"]);
        }

        if (isAccount && !isUsed)
            DurableFile.Replace(file, Encoding.UTF8.GetBytes("real accounts\n"));
    }
}

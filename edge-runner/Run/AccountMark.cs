using System.Text;
using Arbit.EdgeRunner.Execution.Guards;
using Arbit.EdgeRunner.Journal;
using Arbit.Slow.Configuration;

namespace Arbit.EdgeRunner.Run;

/// <summary>
/// A data directory belongs to paper, to rehearsals or to real accounts for good: a ledger that was begun with one is no ledger of the others.
/// </summary>
public static class AccountMark
{
    private const string Name = "accounts.txt";
    private const string Paper = "paper";

    /// <exception cref="InvalidSettingsException">It belongs to another.</exception>
    public static void Check(string data, OrderMode orders)
    {
        var file = Path.Combine(data, Name);
        var journal = new DirectoryInfo(Path.Combine(data, "journal"));
        var isUsed = File.Exists(file) || (journal.Exists && journal.EnumerateFiles().Any());
        var was = File.Exists(file) ? File.ReadAllText(file).TrimEnd() : Paper;
        var isNow = NameOf(orders);
        if (isUsed && was != isNow)
            throw new InvalidSettingsException([$"{data} was begun with {was}, and Live:Orders asks for {isNow}: give each its own DataPath"]);
        if (isNow != Paper && !isUsed)
            DurableFile.Replace(file, Encoding.UTF8.GetBytes(isNow + "\n"));
    }

    private static string NameOf(OrderMode orders) => orders switch
    {
        OrderMode.Paper => Paper,
        OrderMode.Rehearsal => "simulated accounts",
        _ => "real accounts",
    };
}

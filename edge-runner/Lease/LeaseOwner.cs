using System.Text;
using Arbit.EdgeRunner.Journal;

namespace Arbit.EdgeRunner.Lease;

/// <summary>
/// Who a process is to a lease store: one name for each data directory, so that it is known again after a restart. Asked for
/// while the directory is locked: whoever holds that lock knows that the process which had the name before is dead.
/// </summary>
public static class LeaseOwner
{
    public const string FileName = "owner";

    /// <summary>
    /// The directory's name. A copy of the directory, or the same one seen from another machine or container, gets a name of its own:
    /// the file remembers where it was written.
    /// </summary>
    public static string Of(string directory)
    {
        var path = Path.Combine(directory, FileName);
        var here = $"{Environment.MachineName} {Path.GetFullPath(directory)}";
        if (File.Exists(path) && File.ReadAllText(path, Encoding.UTF8).Split('\n') is [var name, var where, ""] && where == here && name.Length > 0)
            return name;
        var made = $"{Environment.MachineName}-{Guid.NewGuid():N}"[..^20];
        DurableFile.Replace(path, Encoding.UTF8.GetBytes($"{made}\n{here}\n"));
        return made;
    }
}

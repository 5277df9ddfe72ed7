using System.Diagnostics;
using System.Globalization;

namespace Arbit.EdgeRunner.Faults;

/// <summary>
/// Kills the process at a named point the n-th time that it is reached, as a pulled plug would: no handler runs, nothing is
/// flushed. Off unless the environment says <c>ARBIT_CRASH_AT=point:n</c>; the tests of what survives set it.
/// </summary>
public sealed class CrashPlan
{
    public const string Variable = "ARBIT_CRASH_AT";

    private readonly string? _point;
    private int _remaining;

    public CrashPlan(string? plan)
    {
        if (string.IsNullOrEmpty(plan))
            return;
        var colon = plan.LastIndexOf(':');
        _point = colon < 0 ? plan : plan[..colon];
        _remaining = colon < 0 ? 1 : int.Parse(plan[(colon + 1)..], CultureInfo.InvariantCulture);
    }

    public static CrashPlan None { get; } = new(null);

    public static CrashPlan FromEnvironment() => new(Environment.GetEnvironmentVariable(Variable));

    public void Reach(string point)
    {
        if (_point is null || !string.Equals(point, _point, StringComparison.Ordinal) || --_remaining > 0)
            return;
        using var self = Process.GetCurrentProcess();
        self.Kill();
        self.WaitForExit();
    }
}

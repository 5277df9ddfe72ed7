using Arbit.EdgeRunner.Journal;
using Arbit.EdgeRunner.Workflows;

namespace Arbit.Tests.Workflows;

/// <summary>The embedded host where every turn runs the code from the beginning, as a host across machines does.</summary>
public sealed class ReplayingHostTests : SteppedHostTests
{
    private protected override WorkflowHostOptions Options { get; }
        = new() { DatabasePath = ":memory:", Safety = SqliteSafety.Nothing, ReplaysEveryTurn = true, MostPerCommit = 1 };
}

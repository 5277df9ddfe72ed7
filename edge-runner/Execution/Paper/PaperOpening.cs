using Arbit.EdgeRunner.Execution.Records;

namespace Arbit.EdgeRunner.Execution.Paper;

/// <summary>The line by which a paper account was opened: once, with what its venue was configured to begin with.</summary>
public sealed record PaperOpening(string Opened, IReadOnlyList<RecordedBalance> Balances);

using Arbit.Workflows;

namespace Arbit.EdgeRunner.Workflows;

/// <summary>What a run of an instance begins with. The counts go on through all its runs, so that keys and ids never come twice.</summary>
/// <param name="Version">Of the workflow: the one that the instance began with.</param>
/// <param name="Input">JSON.</param>
/// <param name="Calls">Activities that were called before.</param>
/// <param name="Ids">Ids that were given out before.</param>
/// <param name="Events">That nobody has taken, in the order of arrival.</param>
public sealed record RunStart(int Version, string Input, int Calls, int Ids, IReadOnlyList<UntakenEvent> Events);

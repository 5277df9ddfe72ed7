using Arbit.EdgeRunner.Execution.Paper;

namespace Arbit.EdgeRunner.Simulation.Accounts;

/// <summary>One thing that happened in a simulated account: what its private stream tells.</summary>
/// <param name="Kind">What.</param>
/// <param name="Order">As it stands now.</param>
/// <param name="Fill">For a trade, the fill.</param>
public sealed record AccountNews(AccountNewsKind Kind, PaperOrder Order, PaperFill? Fill = null);

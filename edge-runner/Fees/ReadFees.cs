using Arbit.Accounts;
using Arbit.Markets;

namespace Arbit.EdgeRunner.Fees;

/// <summary>What an account pays on its pairs, as it was read from it; an event of the engine, so that a replay reckons with the same.</summary>
public sealed record ReadFees(Venue Venue, IReadOnlyList<PairFee> Fees);

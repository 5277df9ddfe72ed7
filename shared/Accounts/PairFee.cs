using Arbit.Money;

namespace Arbit.Accounts;

/// <summary>What the account pays on a pair now.</summary>
public sealed record PairFee(Symbol Symbol, Bps Maker, Bps Taker);

using Arbit.Money;

namespace Arbit.Lending;

/// <summary>Where an Aave v3 pool is, and whose money it lends.</summary>
/// <param name="Pool">The pool's contract.</param>
/// <param name="Token">The dollar's contract.</param>
/// <param name="Wallet">Our own address on that chain; the node signs for it.</param>
/// <param name="TokenDecimals">6 for USDC.</param>
public sealed record AaveOptions(Uri Node, string Pool, string Token, string Wallet, Asset Asset, int TokenDecimals, Asset Coin);

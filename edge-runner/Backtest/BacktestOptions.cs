using Arbit.EdgeRunner.Configuration;
using Arbit.Money;

namespace Arbit.EdgeRunner.Backtest;

/// <summary>What a back-test is run with.</summary>
/// <param name="Captures">Paths.</param>
/// <param name="Options">The bot's settings; their paper latency counts here.</param>
/// <param name="Balances">An opening balance of an asset, at every venue that trades it, over what is configured.</param>
public sealed record BacktestOptions(IReadOnlyList<string> Captures, ArbitOptions Options, IReadOnlyDictionary<Asset, Amount> Balances);

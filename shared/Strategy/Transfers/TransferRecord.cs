using Arbit.Money;

namespace Arbit.Strategy.Transfers;

/// <summary>One transfer that was made, as the cost rules remember it.</summary>
/// <param name="Rebalance">What it was part of; transfers of one rebalance share it.</param>
/// <param name="At">When it was submitted.</param>
/// <param name="NetworkFee">Dollars.</param>
/// <param name="Cost">Dollars: the fee and the slippage of the conversions before it.</param>
public sealed record TransferRecord(string Rebalance, DateTimeOffset At, Exact NetworkFee, Exact Cost);

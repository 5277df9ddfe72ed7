using Arbit.Signals;
using Arbit.Strategy;

namespace Arbit.Workflows.Signals;

/// <summary>A signal to be worked on.</summary>
/// <param name="Mode">What it means by the table, for a macro signal.</param>
/// <param name="By">The ticker and action, or a person.</param>
public sealed record SignalTask(Signal Signal, TradingMode? Mode, string By);

/// <summary>What came of it.</summary>
public sealed record SignalOutcome(bool Acted, string Text) : IOutcome;

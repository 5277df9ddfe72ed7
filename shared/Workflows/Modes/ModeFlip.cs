using Arbit.Strategy;

namespace Arbit.Workflows.Modes;

/// <summary>A flip that was accepted.</summary>
/// <param name="Epoch">Its own; a newer one ends it.</param>
public sealed record ModeFlip(long Epoch, TradingMode Before, TradingMode Mode, string By);

/// <summary>How a flip went.</summary>
/// <param name="Superseded">A newer flip came in the middle: that one does the rest.</param>
public sealed record ModeFlipResult(long Epoch, TradingMode Mode, bool Superseded, string Text) : IOutcome;

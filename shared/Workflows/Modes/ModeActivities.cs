using Arbit.Strategy;

namespace Arbit.Workflows.Modes;

/// <summary>The Mode Manager's memory: one row, changed only by who has seen the newest.</summary>
public static class ModeActivities
{
    /// <summary>
    /// Takes a flip, or says why not; every one that is taken raises the epoch. Asked again by the same signal it says the same again.
    /// </summary>
    public static Activity<FlipRequest, FlipDecision> Accept { get; } = new("mode.accept");

    public static Activity<Done, ModeState> Read { get; } = new("mode.read");
}

/// <summary>A flip that is wanted.</summary>
/// <param name="SignalKey">The signal's, so that it counts once.</param>
/// <param name="FiredAt">Flips are ordered by it.</param>
/// <param name="By">A ticker and action, or a person.</param>
public sealed record FlipRequest(string SignalKey, TradingMode Mode, DateTimeOffset FiredAt, string By);

/// <summary>What became of it.</summary>
/// <param name="Epoch">The new one, where it was taken.</param>
/// <param name="Before">The mode until then.</param>
/// <param name="Reason">Why it was not.</param>
public sealed record FlipDecision(bool Accepted, long Epoch, TradingMode Before, string Reason);

/// <summary>The mode as it is remembered.</summary>
/// <param name="Epoch">Raised by every flip; 0 where no signal has ever set it.</param>
/// <param name="FiredAt">Of the newest signal that said so, or said it again: an older one changes nothing any more (lesson L33).</param>
/// <param name="SignalKey">Of the flip that was taken; empty before the first.</param>
public sealed record ModeState(TradingMode Mode, long Epoch, DateTimeOffset FiredAt, string SignalKey, string By)
{
    /// <summary>What becomes of a flip: pure, so that every host comes to the same.</summary>
    public (ModeState After, FlipDecision Decision) Take(FlipRequest request)
    {
        if (request.SignalKey == SignalKey)
            return (this, new FlipDecision(true, Epoch, Mode, ""));
        if (Epoch > 0 && request.FiredAt <= FiredAt)
            return (this, new FlipDecision(false, Epoch, Mode, $"it fired at {request.FiredAt:u}, not after the flip of {FiredAt:u} that holds"));
        if (request.Mode == Mode && Epoch > 0)
            return (this with { FiredAt = request.FiredAt }, new FlipDecision(false, Epoch, Mode, $"the mode is {request.Mode.Word()} already"));
        return (new ModeState(request.Mode, Epoch + 1, request.FiredAt, request.SignalKey, request.By), new FlipDecision(true, Epoch + 1, Mode, ""));
    }
}

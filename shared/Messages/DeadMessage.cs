namespace Arbit.Messages;

/// <summary>A message that could not be handled: shown, never lost, never in the way of the others.</summary>
/// <param name="Hub">Where it was sent.</param>
/// <param name="Group">Who could not handle it.</param>
/// <param name="Reason">Why.</param>
/// <param name="At">When it was put aside.</param>
/// <param name="Message">Its text, as it was sent.</param>
public sealed record DeadMessage(Hub Hub, string Group, string Reason, DateTimeOffset At, string Message);

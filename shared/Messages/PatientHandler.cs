using System.Diagnostics;

namespace Arbit.Messages;

/// <summary>
/// Handles messages one by one for a group, whoever brings them: a reader of partitions, or a trigger that would go on even where a handler
/// failed. A handler that fails is tried again a few times; what cannot be handled is put into the dead-letter hub with the reason. When
/// a call returns, its message was handled or put aside: it is safe to go on behind it.
/// </summary>
/// <param name="bus">Where the dead-letter hub is.</param>
/// <param name="hub">Where the messages come from.</param>
/// <param name="group">Who handles them.</param>
/// <param name="time">The clock.</param>
public sealed class PatientHandler(IEventBus bus, Hub hub, string group, TimeProvider time)
{
    /// <summary>Spans of handling, under the sender's: named so that a host can collect them.</summary>
    public const string Tracing = "Arbit.Messages";

    private static readonly ActivitySource Spans = new(Tracing);

    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    /// <summary>False where it was put aside.</summary>
    /// <exception cref="OperationCanceledException">Neither: it comes again.</exception>
    public async Task<bool> HandleAsync(ReceivedMessage received, Func<Envelope, CancellationToken, Task> handle, CancellationToken cancellation)
    {
        using var span = Spans.StartActivity($"{hub} {group}", ActivityKind.Consumer, received.TraceParent);
        if (received.Message is not { } message)
            return await PutAsideAsync(received, received.Problem, cancellation);
        for (var failures = 0; ;)
        {
            try
            {
                await handle(message, cancellation);
                return true;
            }
            catch (OperationCanceledException)
            {
                // Nobody failed: whoever handled it went away.
                cancellation.ThrowIfCancellationRequested();
            }
            catch (PoisonMessageException e)
            {
                return await PutAsideAsync(received, e.Message, cancellation);
            }
            catch (Exception e)
            {
                failures++;
                if (failures >= HandlingTries.Most)
                    return await PutAsideAsync(received, $"tried {failures} times: {e.Message}", cancellation);
            }

            await Task.Delay(HandlingTries.PauseAfter(failures), time, cancellation);
        }
    }

    /// <summary>Until the dead-letter hub has it: nothing goes on behind a message that is nowhere.</summary>
    private async Task<bool> PutAsideAsync(ReceivedMessage received, string reason, CancellationToken cancellation)
    {
        var letter = DeadLetter.Wrap(new DeadMessage(hub, group, reason, time.GetUtcNow(), received.Text), received.Place);
        for (var pause = HandlingTries.FirstPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            try
            {
                await bus.SendAsync(Hub.DeadLetter, letter, cancellation);
                return false;
            }
            catch (IOException)
            {
                await Task.Delay(pause, time, cancellation);
            }
        }
    }
}

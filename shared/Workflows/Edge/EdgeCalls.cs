using Arbit.Messages.Commands;
using Arbit.Messages.Facts;
using Arbit.Workflows.Alerts;

namespace Arbit.Workflows.Edge;

/// <summary>Asking the edge: a command goes out, its answer comes back as an event, and what is lost on the way is said again.</summary>
public static class EdgeCalls
{
    /// <summary>What holds whenever it is done: a fact of the world does not expire.</summary>
    public static readonly DateTimeOffset AnyTime = new(2100, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly TimeSpan FirstPatience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan LongestPatience = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Sends until it is answered. The edge does a command once and answers every repetition the same, so nothing is doubled; while
    /// the edge is away the workflow waits, and a command whose time is over by then is refused there, not here.
    /// </summary>
    public static async Task<TAnswer> AskAsync<TAnswer>(this IWorkflowContext context, EdgeCommand command)
        where TAnswer : CommandAnswer
    {
        var toSend = command with { ReplyTo = context.InstanceId };
        for (var patience = FirstPatience; ; patience = Longer(patience))
        {
            await SendAsync(context, toSend);
            var received = await context.WaitAsync<EdgeFact>(CommandAnswer.EventOf(command.Id), patience);
            switch (received.Value)
            {
                case TAnswer answer:
                    return answer;
                // A refusal is said in the plainest form, whatever was asked.
                case CommandAnswer refusal:
                    throw new EdgeRefusedException(command.Id, refusal.Reason);
            }
        }
    }

    /// <summary>As <see cref="AskAsync"/>, where a refusal is an ordinary outcome.</summary>
    public static Task<CommandAnswer> TryAsync(this IWorkflowContext context, EdgeCommand command) => context.AskAsync<CommandAnswer>(command);

    /// <summary>
    /// Books what has happened in the world. False where the edge refuses: the money is where it is all the same, so a person is told
    /// and the workflow goes on.
    /// </summary>
    public static async Task<bool> BookAsync(this IWorkflowContext context, EdgeCommand command)
    {
        var answer = await context.TryAsync(command);
        if (!answer.Accepted)
            await context.TellAsync(AlertLevel.Alarm, $"happened and is not booked ({command.Id}): {answer.Reason}");
        return answer.Accepted;
    }

    /// <summary>A bus that is away is no reason to leave money half-way: what did not go out is said again like what was lost.</summary>
    private static async Task SendAsync(IWorkflowContext context, EdgeCommand command)
    {
        try
        {
            await context.CallAsync(EdgeActivities.Send, command, RetryPolicy.Reading);
        }
        catch (ActivityFailedException)
        {
            // The wait for the answer is the wait before the next attempt.
        }
    }

    private static TimeSpan Longer(TimeSpan patience) => patience * 2 < LongestPatience ? patience * 2 : LongestPatience;
}

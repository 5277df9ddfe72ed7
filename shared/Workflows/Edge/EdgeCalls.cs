using Arbit.Messages.Commands;
using Arbit.Messages.Facts;

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
            await context.CallAsync(EdgeActivities.Send, toSend, RetryPolicy.Reading);
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

    /// <exception cref="EdgeRefusedException">It was refused.</exception>
    public static async Task DoAsync(this IWorkflowContext context, EdgeCommand command)
    {
        var answer = await context.AskAsync<CommandAnswer>(command);
        if (!answer.Accepted)
            throw new EdgeRefusedException(command.Id, answer.Reason);
    }

    private static TimeSpan Longer(TimeSpan patience) => patience * 2 < LongestPatience ? patience * 2 : LongestPatience;
}

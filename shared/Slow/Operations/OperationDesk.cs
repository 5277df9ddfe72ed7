using System.Text.Json;
using Arbit.Messages;
using Arbit.Messages.Commands;
using Arbit.Messages.Facts;
using Arbit.Strategy;
using Arbit.Workflows;
using Arbit.Workflows.Idle;

namespace Arbit.Slow.Operations;

/// <summary>
/// What an operator asks for, beside the page: approve, refuse, flip and sweep go the way of the page's wishes; deposit and withdraw move
/// idle dollars; pause, halt and resume are commands to the edge, over the bus. Who it was is in all of them.
/// </summary>
/// <param name="host">Where workflows are.</param>
/// <param name="facts">Where a person's wishes go.</param>
/// <param name="bus">To the edge.</param>
/// <param name="time">The clock.</param>
public sealed class OperationDesk(IWorkflowHost host, FactIntake facts, IEventBus bus, TimeProvider time)
{
    /// <summary>An operation is a few words.</summary>
    public const int MaxBytes = 4096;

    private const int LongestWord = 200;

    /// <summary>A stop is as good later.</summary>
    private static readonly TimeSpan StopHolds = TimeSpan.FromMinutes(30);

    /// <summary>A resume that comes late would undo what was decided since.</summary>
    private static readonly TimeSpan ResumeHolds = TimeSpan.FromMinutes(1);

    /// <summary>Null where the body is none; an empty one asks for nothing in particular.</summary>
    public static OperationRequest? Read(string body)
    {
        try
        {
            return body.Trim().Length == 0 ? new OperationRequest() : WorkflowJson.Read<OperationRequest?>(body);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <param name="verb">approve, refuse, flip, sweep, deposit, withdraw, pause, halt or resume.</param>
    /// <param name="asked">With what.</param>
    /// <param name="by">The operator's name.</param>
    /// <param name="cancellation">The caller has gone.</param>
    public async Task<OperationAnswer> DoAsync(string verb, OperationRequest asked, string by, CancellationToken cancellation)
    {
        if (asked.Request is { } id && (id.Length is 0 or > 64 || !id.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_')))
            return new OperationAnswer(400, "request is an id of letters, digits, - and _, at most 64");
        try
        {
            return verb switch
            {
                "approve" => await DecideAsync(PersonWish.Approve, asked, by, cancellation),
                "refuse" => await DecideAsync(PersonWish.Refuse, asked, by, cancellation),
                "flip" when TradingModes.Find(asked.Mode ?? "") is null => new OperationAnswer(400, "mode is BTC or GOLD"),
                "flip" => await WishAsync(PersonWish.Flip, asked.Mode!, asked, by, $"The flip to {asked.Mode} is stored.", cancellation),
                "sweep" => await WishAsync(PersonWish.Sweep, "", asked, by, "The sweep is begun; what it would cost is asked before anything leaves.", cancellation),
                "deposit" => await LendAsync(IdleWish.Deposit, asked, by, cancellation),
                "withdraw" => await LendAsync(IdleWish.Withdraw, asked, by, cancellation),
                "pause" => await RestrainAsync(Restraint.Pause, StopHolds, asked, by, cancellation),
                "halt" => await RestrainAsync(Restraint.Halt, StopHolds, asked, by, cancellation),
                "resume" => await RestrainAsync(Restraint.Resume, ResumeHolds, asked, by, cancellation),
                _ => new OperationAnswer(404, "there are approve, refuse, flip, sweep, deposit, withdraw, pause, halt and resume"),
            };
        }
        catch (IOException e)
        {
            return new OperationAnswer(503, $"It could not be taken; ask again: {e.Message.ReplaceLineEndings(" ")}");
        }
    }

    private async Task<OperationAnswer> DecideAsync(PersonWish wish, OperationRequest asked, string by, CancellationToken cancellation)
    {
        if (string.IsNullOrEmpty(asked.Workflow))
            return new OperationAnswer(400, "workflow names the instance that asks");
        if (await host.FindAsync(asked.Workflow, cancellation) is not { } view)
            return new OperationAnswer(404, "There is no such workflow.");
        if (view is not { State: WorkflowState.Running, Status: { NeedsDecision: true } status })
            return new OperationAnswer(409, "It waits for nobody's yes or no.");
        if (asked.Question is not null && asked.Question != status.Question)
            return new OperationAnswer(409, $"It asks something else by now: {status.Question}");
        return await WishAsync(wish, asked.Workflow, asked, by, wish == PersonWish.Approve ? "The yes is given." : "The no is given.", cancellation);
    }

    private async Task<OperationAnswer> WishAsync(PersonWish wish, string target, OperationRequest asked, string by, string done, CancellationToken cancellation)
    {
        await facts.TakeAsync(new PersonAsked(time.GetUtcNow(), IdOf(asked, by), wish, target, by), cancellation);
        return new OperationAnswer(202, done);
    }

    /// <summary>Where it stands is among the workflows, under the id that it is answered with.</summary>
    private async Task<OperationAnswer> LendAsync(IdleWish wish, OperationRequest asked, string by, CancellationToken cancellation)
    {
        if (asked.Amount is { Sign: <= 0 })
            return new OperationAnswer(400, "amount is more than nothing; without one it is all");
        var id = $"idle-{IdOf(asked, by)}";
        await host.StartAsync(new IdleWorkflow(), id, new IdleTask(wish, asked.Amount), cancellation);
        return new OperationAnswer(202, $"It is begun: {id}.");
    }

    private async Task<OperationAnswer> RestrainAsync(Restraint restraint, TimeSpan holds, OperationRequest asked, string by, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var reason = asked.Reason?.ReplaceLineEndings(" ").Trim() is { Length: > 0 } told ? told : "without a word why";
        var command = new RestrainTrading(IdOf(asked, by), now + holds, restraint, $"{by}: {(reason.Length <= LongestWord ? reason : reason[..LongestWord])}");
        await bus.SendAsync(Hub.Commands, MessageCodec.Wrap(command, now), cancellation);
        return new OperationAnswer(202, $"The {restraint.ToString().ToLowerInvariant()} is on its way to the edge.");
    }

    private static string IdOf(OperationRequest asked, string by) => $"operator-{by}-{asked.Request ?? Guid.CreateVersion7().ToString()}";
}
